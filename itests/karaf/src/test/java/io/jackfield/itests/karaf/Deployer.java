package io.jackfield.itests.karaf;

import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** A deployer at work: updates and refreshes bundles, installs and uninstalls features. */
final class Deployer {
    private final BundleContext context;

    Deployer(BundleContext context) {
        this.context = context;
    }

    /**
     * Gives bundles the bytes they already have, and refreshes them and all that hangs on them. Returns when that is done and
     * everybody has been told: Karaf's listener for features in bundles looks into each bundle that was resolved, some time
     * later, and a bundle that is just being updated is resolved by that under the hands of who updates it, whose update fails.
     */
    void update(String... names) throws Exception {
        List<Bundle> updated = new ArrayList<>();
        for (String name : names) {
            Bundle bundle = bundle(name);
            try (InputStream bytes = Files.newInputStream(file(bundle))) {
                bundle.update(bytes);
            }
            updated.add(bundle);
        }
        refresh(updated);
    }

    Bundle install(InputStream bytes) throws Exception {
        Bundle bundle = context.installBundle("test:" + System.nanoTime(), bytes);
        bundle.start();
        return bundle;
    }

    /** Does nothing to a bundle that is gone. */
    static void uninstall(Bundle bundle) throws Exception {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
    }

    private void refresh(List<Bundle> bundles) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        FrameworkListener listener = event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                told.countDown();
            }
        };
        // Not the listener of the call itself, which is told at once: this one hears of it after all that came before.
        context.addFrameworkListener(listener);
        try {
            context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(bundles);
            assertTrue("the refresh of " + bundles + " came to an end", told.await(60, TimeUnit.SECONDS));
        } finally {
            context.removeFrameworkListener(listener);
        }
    }

    /** The bundles whose names begin so. */
    List<Bundle> bundles(String... names) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> Arrays.stream(names).anyMatch(bundle.getSymbolicName()::startsWith))
                .toList();
    }

    /** The services with a type whose name begins so, without those of the tests themselves. */
    List<ServiceReference<?>> services(String... types) throws Exception {
        ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
        return Arrays.stream(all)
                .filter(reference -> reference.getBundle() != context.getBundle())
                .filter(reference -> Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .anyMatch(type -> Arrays.stream(types).anyMatch(type::startsWith)))
                .toList();
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + name));
    }

    private static Path file(Bundle bundle) {
        String[] part = bundle.getLocation().replaceFirst("^mvn:", "").split("/");
        return Path.of(System.getProperty("karaf.base"), "system", part[0].replace('.', '/'), part[1], part[2])
                .resolve(part[1] + "-" + part[2] + ".jar");
    }

    /** The names of the Camel contexts that run. */
    List<String> contexts() throws Exception {
        ServiceReference<?>[] running = context.getAllServiceReferences("org.apache.camel.CamelContext", null);
        return running == null
                ? List.of()
                : Arrays.stream(running)
                        .map(reference -> (String) reference.getProperty("camel.context.name"))
                        .toList();
    }

    void installFeature(String name) throws Exception {
        features("installFeature", name);
    }

    void uninstallFeature(String name) throws Exception {
        features("uninstallFeature", name);
    }

    private void features(String method, String name) throws Exception {
        ServiceReference<?> reference = context.getServiceReference("org.apache.karaf.features.FeaturesService");
        Object features = context.getService(reference);
        features.getClass().getMethod(method, String.class).invoke(features, name);
    }
}
