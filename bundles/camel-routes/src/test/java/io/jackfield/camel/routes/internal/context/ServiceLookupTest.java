package io.jackfield.camel.routes.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.routes.internal.TestFramework;
import io.jackfield.camel.routes.internal.parts.Shout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** Beans and classes as routes find them in the framework, and the record that is kept of it. */
class ServiceLookupTest {
    @TempDir
    private Path folder;

    private TestFramework framework;
    private BundleContext bundles;
    private Usage usage;
    private ServiceBeanRepository beans;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder);
        bundles = framework.context();
        usage = new Usage(bundles);
        beans = new ServiceBeanRepository(new Offers(bundles), usage);
    }

    @AfterEach
    void stop() throws Exception {
        usage.close();
        framework.close();
    }

    @Test
    void findsAServiceByEachOfItsNames() {
        register("one", Map.of("name", "a"));
        register("two", Map.of("osgi.jndi.service.name", "b"));
        register("three", Map.of("component.name", "c"));
        assertThat(List.of("a", "b", "c"))
                .extracting(name -> beans.lookupByNameAndType(name, String.class))
                .containsExactly("one", "two", "three");
        assertThat(beans.lookupByName("d")).isNull();
    }

    @Test
    void prefersTheHighestRankingOfTheRightType() {
        register("low", Map.of("name", "x"));
        register("high", Map.of("name", "x", "service.ranking", 5));
        register(42, Map.of("name", "x", "service.ranking", 9));
        assertThat(beans.lookupByNameAndType("x", String.class)).isEqualTo("high");
        assertThat(beans.lookupByName("x")).isEqualTo(42);
    }

    @Test
    void namesAreNoFilters() {
        register("one", Map.of("name", "a"));
        register("odd", Map.of("name", "a*)(x=\\"));
        assertThat(beans.lookupByName("*")).isNull();
        assertThat(beans.lookupByName("a*)(x=\\")).isEqualTo("odd");
    }

    @Test
    void aServiceHandedOutIsHeldUntilTheEndAndOneOfAnotherTypeIsNot() {
        ServiceReference<?> used = register("used", Map.of("name", "x")).getReference();
        ServiceReference<?> other =
                register(42, Map.of("name", "x", "service.ranking", 9)).getReference();
        beans.lookupByNameAndType("x", String.class);
        assertThat(usage.uses(used)).isTrue();
        assertThat(usage.uses(other)).isFalse();
        assertThat(other.getUsingBundles()).isNull();
        usage.close();
        assertThat(used.getUsingBundles()).isNull();
        assertThat(usage.uses(used)).isFalse();
    }

    @Test
    void aPrototypeIsOneObjectPerContext() {
        PrototypeServiceFactory<Object> factory = new PrototypeServiceFactory<>() {
            @Override
            public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
                return new StringBuilder();
            }

            @Override
            public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object service) {
                ((StringBuilder) service).append("given back");
            }
        };
        bundles.registerService(Object.class.getName(), factory, new Hashtable<>(Map.of("name", "p")));
        Object mine = beans.lookupByName("p");
        assertThat(beans.lookupByName("p")).isSameAs(mine);
        try (Usage other = new Usage(bundles)) {
            assertThat(new ServiceBeanRepository(new Offers(bundles), other).lookupByName("p"))
                    .isNotSameAs(mine);
        }
        assertThat(mine).asString().isEmpty();
        usage.close();
        assertThat(mine).hasToString("given back");
    }

    @Test
    void findsByType() {
        Supplier<String> supplier = () -> "x";
        bundles.registerService(Supplier.class, supplier, new Hashtable<>(Map.of("name", "s")));
        Supplier<String> nameless = () -> "y";
        bundles.registerService(Supplier.class, nameless, null);
        assertThat(beans.findByType(Supplier.class)).hasSize(2);
        assertThat(beans.findByTypeWithName(Supplier.class)).hasSize(2).containsEntry("s", supplier);
        assertThat(beans.findByType(Runnable.class)).isEmpty();
    }

    @Test
    void classesComeFromActiveBundlesThatExportThemAndTheBundleIsInUse() throws Exception {
        RouteClassLoader loader = new RouteClassLoader(List.of(), new Offers(bundles), usage);
        Need need = new Need(Need.Kind.CLASS, Shout.class.getName());
        assertThatThrownBy(() -> loader.loadClass(Shout.class.getName())).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass("sql")).isInstanceOf(ClassNotFoundException.class);
        assertThat(usage.misses()).containsExactly(need);
        assertThat(new Offers(bundles).has(need)).isFalse();

        Bundle shouts = framework.bundle("shouts", Map.of(), Shout.class);
        assertThat(new Offers(bundles).has(need)).isTrue();
        assertThat(new Offers(bundles).has(new Need(Need.Kind.CLASS, Shout.class.getName() + "r")))
                .isFalse();
        Class<?> found = loader.loadClass(Shout.class.getName());
        assertThat(found).isNotSameAs(Shout.class);
        assertThat(usage.uses(shouts)).isTrue();
        assertThat(loader.loadClass("java.sql.Timestamp")).isSameAs(java.sql.Timestamp.class);
    }

    @Test
    void aClassOfAStoppedBundleIsNotForUse() throws Exception {
        Bundle shouts = framework.bundle("shouts", Map.of(), Shout.class);
        Class<?> type = shouts.loadClass(Shout.class.getName());
        shouts.stop();
        assertThat(usage.use(type)).isFalse();
        assertThat(usage.misses()).containsExactly(new Need(Need.Kind.BUNDLE, "shouts"));
        assertThat(new Offers(bundles).has(new Need(Need.Kind.BUNDLE, "shouts")))
                .isFalse();
        shouts.start();
        assertThat(new Offers(bundles).has(new Need(Need.Kind.BUNDLE, "shouts")))
                .isTrue();
        assertThat(usage.use(type)).isTrue();
    }

    @Test
    void aBundleIsNotResolvedForTheSakeOfItsClasses() throws Exception {
        Bundle fresh = bundles.installBundle("test:fresh", jar("fresh", Map.of()));
        RouteClassLoader loader = new RouteClassLoader(List.of(fresh), new Offers(bundles), usage);
        assertThatThrownBy(() -> loader.loadClass("com.acme.Rules")).isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource("com/acme/rules.xml")).isNull();
        assertThat(fresh.getState()).isEqualTo(Bundle.INSTALLED);
    }

    @Test
    void aBundleWhoseOldClassesAreStillInUseIsToBeRefreshed() throws Exception {
        Map<String, String> exports = Map.of(Constants.EXPORT_PACKAGE, "com.acme");
        Bundle rules = bundles.installBundle("test:rules", jar("rules", exports));
        Bundle user = bundles.installBundle("test:user", jar("user", Map.of(Constants.IMPORT_PACKAGE, "com.acme")));
        rules.start();
        user.start();
        usage.use(rules);
        assertThat(usage.misses()).isEmpty();

        rules.update(jar("rules", exports));
        Need refresh = new Need(Need.Kind.REFRESH, "rules");
        assertThat(usage.misses()).containsExactly(refresh);
        assertThat(new Offers(bundles).has(refresh)).isFalse();

        bundles.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(rules));
        await().until(() -> new Offers(bundles).has(refresh));
        assertThat(usage.misses()).isEmpty();
    }

    private static InputStream jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void afterTheStartNothingIsRecordedAsMissing() {
        usage.endOfBuilding();
        usage.miss(new Need(Need.Kind.BEAN, "dynamic-1"));
        assertThat(usage.misses()).isEmpty();
    }

    private ServiceRegistration<?> register(Object service, Map<String, Object> properties) {
        return bundles.registerService(Object.class, service, new Hashtable<>(properties));
    }
}
