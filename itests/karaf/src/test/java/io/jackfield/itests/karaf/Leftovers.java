package io.jackfield.itests.karaf;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** What bundles may leave behind in the JVM when they are uninstalled: class loaders and threads. */
final class Leftovers {
    private static final Pattern OUR_THREADS =
            Pattern.compile("jackfield-.*|Camel \\(.*|camel-routes|.*[Nn]etty.*|globalEventExecutor.*");

    private final Map<String, WeakReference<ClassLoader>> loaders = new TreeMap<>();

    /** Takes down the class loaders of all bundles whose names begin so. */
    Leftovers(BundleContext context, String... names) {
        for (Bundle bundle : context.getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null
                    && wiring.getClassLoader() != null
                    && Arrays.stream(names).anyMatch(bundle.getSymbolicName()::startsWith)) {
                loaders.put(bundle.getSymbolicName(), new WeakReference<>(wiring.getClassLoader()));
            }
        }
    }

    /** Waits until none of the class loaders can be reached any more, and leaves a dump of the heap if one still can. */
    void assertGone() throws Exception {
        try {
            Operator.await("the classes of old bundles are gone", this::areGone);
        } catch (AssertionError e) {
            throw new AssertionError("still reachable: the classes of " + loaders.keySet() + "; see " + dumpHeap(), e);
        }
    }

    private boolean areGone() {
        linkAnotherRecord();
        System.gc();
        loaders.values().removeIf(loader -> loader.get() == null);
        return loaders.isEmpty();
    }

    private record Linked(Linked other) {}

    /**
     * The JDK holds on to the record class whose methods it linked last, and so to the bundle of that: one generation of bundles, not
     * ever more of them. Here it shall be a record of the test.
     */
    private static void linkAnotherRecord() {
        Map<String, MethodType> methods = Map.of(
                "equals", MethodType.methodType(boolean.class, Linked.class, Object.class),
                "hashCode", MethodType.methodType(int.class, Linked.class),
                "toString", MethodType.methodType(String.class, Linked.class));
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        methods.forEach((name, type) -> {
            try {
                MethodHandle other = lookup.findGetter(Linked.class, "other", Linked.class);
                ObjectMethods.bootstrap(lookup, name, type, Linked.class, "other", other);
            } catch (Throwable e) {
                throw new IllegalStateException("Cannot link " + name, e);
            }
        });
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OUR_THREADS.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** The management beans of Camel contexts and of connections. */
    static Set<ObjectName> managed() throws Exception {
        Set<ObjectName> names = new TreeSet<>();
        for (String domain : List.of("org.apache.camel", "io.jackfield")) {
            names.addAll(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(domain + "*:*"), null));
        }
        return names;
    }

    private static Path dumpHeap() throws Exception {
        Path file = Path.of(System.getProperty("karaf.data"), "leftovers.hprof");
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                        "dumpHeap",
                        new Object[] {file.toString(), true},
                        new String[] {String.class.getName(), boolean.class.getName()});
        return file;
    }
}
