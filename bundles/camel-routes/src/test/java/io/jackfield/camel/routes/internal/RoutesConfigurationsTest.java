package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;

/** What is read from a real configuration admin. */
class RoutesConfigurationsTest {
    @TempDir
    private Path folder;

    private TestFramework framework;
    private BundleContext bundles;
    private ConfigurationAdmin admin;
    private RoutesConfigurations configurations;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder);
        bundles = framework.context();
        framework.jar("org.apache.felix.configadmin");
        ServiceReference<ConfigurationAdmin> reference = bundles.getServiceReference(ConfigurationAdmin.class);
        admin = bundles.getService(reference);
        configurations = new RoutesConfigurations(admin, reference);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void theConfigurationOfTheContextGoesBeforeTheCommonOne() throws Exception {
        assertThat(configurations.of("orders")).isEmpty();
        admin.getConfiguration("io.jackfield.routes", "?").update(table(Map.of("queue", "common", "period", 5)));
        admin.getFactoryConfiguration("io.jackfield.routes", "orders", "?")
                .update(table(Map.of("queue", "orders", "list", new String[] {"a", "b"})));
        admin.getFactoryConfiguration("io.jackfield.routes", "order", "?").update(table(Map.of("queue", "wrong")));
        admin.getConfiguration("io.jackfield.routesx", "?").update(table(Map.of("queue", "wrong")));

        assertThat(configurations.of("orders")).isEqualTo(Map.of("queue", "orders", "period", "5", "list", "a,b"));
        assertThat(configurations.of("*")).isEqualTo(Map.of("queue", "common", "period", "5"));
    }

    @Test
    void secretsAreResolvedByTheConfigurationPlugins() throws Exception {
        bundles.registerService(
                ConfigurationPlugin.class,
                (reference, properties) -> properties.put("password", properties.get("password") + " resolved"),
                table(Map.of("service.cmRanking", 500)));
        admin.getConfiguration("io.jackfield.routes", "?").update(table(Map.of("password", "$[secret:x]")));
        assertThat(configurations.of("any")).isEqualTo(Map.of("password", "$[secret:x] resolved"));
    }

    @Test
    void routeFilesAreFoundInTheFoldersThatAreWatched() throws Exception {
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        for (String name : new String[] {"a.camel.xml", "b.camel.yaml", "features.xml", "c.jar"}) {
            Files.createFile(deploy.resolve(name));
        }
        DeployFolders folders = new DeployFolders(admin);
        assertThat(folders.routeFiles()).isEmpty();
        watch("deploy", Map.of("felix.fileinstall.dir", deploy.toString()));
        watch("gone", Map.of("felix.fileinstall.dir", folder.resolve("gone").toString()));
        assertThat(folders.routeFiles()).containsExactly(deploy.resolve("a.camel.xml"), deploy.resolve("b.camel.yaml"));
        watch("deploy", Map.of("felix.fileinstall.dir", deploy.toString(), "felix.fileinstall.filter", ".*\\.yaml"));
        assertThat(folders.routeFiles()).containsExactly(deploy.resolve("b.camel.yaml"));
    }

    private void watch(String name, Map<String, Object> settings) throws Exception {
        admin.getFactoryConfiguration("org.apache.felix.fileinstall", name, "?").update(table(settings));
    }

    private static Dictionary<String, Object> table(Map<String, Object> properties) {
        return new Hashtable<>(properties);
    }
}
