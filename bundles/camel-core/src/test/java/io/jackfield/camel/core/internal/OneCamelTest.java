package io.jackfield.camel.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** In a real framework: what a second Camel core meets, whichever of the two comes first. */
class OneCamelTest {
    private static final Map<String, String> EXTENDER =
            Map.of(Constants.PROVIDE_CAPABILITY, "osgi.extender;osgi.extender=\"org.apache.camel\"");
    private static final Map<String, String> API =
            Map.of(Constants.EXPORT_PACKAGE, "org.apache.camel;version=\"4.18.1\"");

    private final Activator activator = new Activator();

    private Framework framework;
    private Bundle ours;

    @BeforeEach
    void startFramework(@TempDir Path storage) throws BundleException, IOException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        ours = install("io.jackfield.camel-core", API);
        ours.start();
    }

    @AfterEach
    void stopFramework() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(0);
    }

    @Test
    void keepsAnotherExtenderFromResolving() throws Exception {
        activator.start(ours.getBundleContext());
        Bundle upstream = install("camel-core-osgi", EXTENDER);

        assertThatThrownBy(upstream::start).isInstanceOf(BundleException.class);
        assertThat(upstream.getState()).isEqualTo(Bundle.INSTALLED);
    }

    @Test
    void keepsAnotherApiFromResolving() throws Exception {
        activator.start(ours.getBundleContext());
        Bundle upstream = install("camel-api", API);

        assertThatThrownBy(upstream::start).isInstanceOf(BundleException.class);
        assertThat(upstream.getState()).isEqualTo(Bundle.INSTALLED);
    }

    @Test
    void leavesComponentsAlone() throws Exception {
        activator.start(ours.getBundleContext());
        Bundle component = install(
                "camel-sql",
                Map.of(
                        Constants.IMPORT_PACKAGE, "org.apache.camel;version=\"[4.18,5)\"",
                        Constants.EXPORT_PACKAGE, "org.apache.camel.component.sql"));

        component.start();

        assertThat(component.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void letsTheOtherResolveOnceItIsStopped() throws Exception {
        activator.start(ours.getBundleContext());
        Bundle upstream = install("camel-core-osgi", EXTENDER);

        activator.stop(ours.getBundleContext());
        upstream.start();

        assertThat(upstream.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void doesNotStartBesideAnotherCore() throws Exception {
        install("camel-core-osgi", EXTENDER).start();

        assertThatThrownBy(() -> activator.start(ours.getBundleContext()))
                .isInstanceOf(BundleException.class)
                .hasMessageContainingAll("camel-core-osgi", "io.jackfield.camel-core", "not both");
        assertThat(ours.getBundleContext().getServiceReference(ResolverHookFactory.class))
                .isNull();
    }

    @Test
    void ignoresAnotherCoreThatIsOnlyInstalled() throws Exception {
        install("camel-core-osgi", EXTENDER);

        activator.start(ours.getBundleContext());

        assertThat(ours.getBundleContext().getServiceReference(ResolverHookFactory.class))
                .isNotNull();
    }

    private Bundle install(String name, Map<String, String> headers) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        new JarOutputStream(jar, manifest).close();
        return framework.getBundleContext().installBundle(name, new ByteArrayInputStream(jar.toByteArray()));
    }
}
