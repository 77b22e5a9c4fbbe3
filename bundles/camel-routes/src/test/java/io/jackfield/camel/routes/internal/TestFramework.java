package io.jackfield.camel.routes.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

/**
 * A real OSGi framework inside the test. Camel's classes come from the class path, exported by the system bundle; the
 * bundle "camel" has Camel's marker files and its OSGi activator, as the real one has; further bundles are made from
 * classes of the test.
 */
public final class TestFramework {
    private static final String MARKERS = "META-INF/services/org/apache/camel/";
    private static final String CONVERTER_LOADERS = MARKERS + "TypeConverterLoader";

    private final Framework framework;
    private final Set<String> camelPackages = new TreeSet<>();
    private final Map<String, byte[]> camelMarkers = new TreeMap<>();
    private final Map<String, byte[]> yamlMarkers = new TreeMap<>();

    public TestFramework(Path storage) throws Exception {
        readClassPath();
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        storage.resolve("felix").toString(),
                        Constants.FRAMEWORK_BUNDLE_PARENT,
                        Constants.FRAMEWORK_BUNDLE_PARENT_APP,
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        camelExports() + ",org.slf4j;version=1.7.36,org.osgi.service.cm;version=1.6"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    Bundle camel() throws Exception {
        return install(
                "camel", Map.of(Constants.BUNDLE_ACTIVATOR, "org.apache.camel.karaf.core.Activator"), camelMarkers);
    }

    Bundle yamlDsl() throws Exception {
        return install("camel-yaml-dsl", Map.of(), yamlMarkers);
    }

    /** The bundle of a jar on the class path. */
    Bundle jar(String nameStart) throws BundleException {
        String jar = classPath()
                .filter(file -> file.getName().startsWith(nameStart))
                .findFirst()
                .orElseThrow()
                .toURI()
                .toString();
        Bundle bundle = context().installBundle(jar);
        bundle.start();
        return bundle;
    }

    /**
     * A started bundle with some classes of the test, and with the component classes announced to Camel under their
     * schemes, and loaders of type converters as such.
     */
    public Bundle bundle(String name, Map<String, Class<?>> components, Class<?>... classes) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (Class<?> type : Stream.concat(components.values().stream(), Arrays.stream(classes))
                .toList()) {
            String file = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getResourceAsStream("/" + file)) {
                files.put(file, in.readAllBytes());
            }
            if (TypeConverterLoader.class.isAssignableFrom(type)) {
                files.put(CONVERTER_LOADERS, bytes(type.getName()));
            }
        }
        components.forEach(
                (scheme, type) -> files.put(MARKERS + "component/" + scheme, bytes("class=" + type.getName())));
        return install(name, Map.of(), files);
    }

    /** The jar of a bundle with files, classes among them, of which it exports none. */
    InputStream jar(String name, Map<String, byte[]> files) throws IOException {
        return jar(name, Map.of(Constants.EXPORT_PACKAGE, "none"), files);
    }

    private Bundle install(String name, Map<String, String> headers, Map<String, byte[]> files) throws Exception {
        Bundle bundle = context().installBundle("test:" + name, jar(name, headers, files));
        bundle.start();
        return bundle;
    }

    private InputStream jar(String name, Map<String, String> headers, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        manifest.getMainAttributes().putValue(Constants.IMPORT_PACKAGE, String.join(",", camelPackages) + ",org.slf4j");
        manifest.getMainAttributes().putValue(Constants.EXPORT_PACKAGE, exports(files.keySet()));
        headers.forEach((header, value) -> manifest.getMainAttributes().putValue(header, value));
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return new ByteArrayInputStream(jar.toByteArray());
    }

    private static String exports(Set<String> files) {
        return files.stream()
                .filter(file -> file.endsWith(".class"))
                .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
                .findFirst()
                .orElse("none");
    }

    private void readClassPath() throws IOException {
        for (File jar :
                classPath().filter(file -> file.getName().startsWith("camel-")).toList()) {
            Map<String, byte[]> markers = jar.getName().startsWith("camel-yaml-dsl") ? yamlMarkers : camelMarkers;
            try (JarFile file = new JarFile(jar)) {
                for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
                    String path = entry.getName();
                    if (path.endsWith(".class") && path.startsWith("org/apache/camel/")) {
                        camelPackages.add(
                                path.substring(0, path.lastIndexOf('/')).replace('/', '.'));
                    } else if (path.startsWith(MARKERS) && !entry.isDirectory()) {
                        byte[] contents = file.getInputStream(entry).readAllBytes();
                        markers.merge(
                                path, contents, path.equals(CONVERTER_LOADERS) ? TestFramework::joined : (a, b) -> a);
                    }
                }
            }
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return bytes(new String(one, StandardCharsets.UTF_8) + "\n" + new String(other, StandardCharsets.UTF_8));
    }

    private String camelExports() {
        return camelPackages.stream().map(name -> name + ";version=4.18.1").collect(Collectors.joining(","));
    }

    private static Stream<File> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(File.pathSeparator)).stream().map(File::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static boolean ofBundle(Object object, Bundle bundle) {
        return FrameworkUtil.getBundle(object.getClass()) == bundle;
    }

    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }
}
