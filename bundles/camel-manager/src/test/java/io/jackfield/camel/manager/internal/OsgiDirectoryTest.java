package io.jackfield.camel.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.camel.manager.ConnectionDirectory;
import io.jackfield.manager.ManagerConnection;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** In a real framework. */
class OsgiDirectoryTest {

    private final List<String> heard = new ArrayList<>();
    private Framework framework;
    private OsgiDirectory directory;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        directory = new OsgiDirectory(framework.getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        directory.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void findsConnectionsByNameWhileTheyAreThere() {
        ServiceRegistration<?> first = register("first", "pbx1", 0);
        register("second", "pbx2", 0);

        assertThat(directory.find("pbx1")).hasToString("Optional[first]");
        assertThat(directory.names()).containsExactly("pbx1", "pbx2");
        first.unregister();
        assertThat(directory.find("pbx1")).isEmpty();
        assertThat(directory.names()).containsExactly("pbx2");
    }

    @Test
    void tellsOfWhatIsThereAndOfWhatComesAndGoes() {
        register("there", "pbx1", 0);
        register("other", "pbx2", 0);
        watch("pbx1").close();
        ConnectionDirectory.Watch watch = watch("pbx3");
        ServiceRegistration<?> later = register("later", "pbx3", 0);
        later.unregister();
        watch.close();
        register("unheard", "pbx3", 0);

        assertThat(heard).containsExactly("+there", "+later", "-later");
    }

    @Test
    void theHighestRankingIsUsed() {
        watch("pbx1");
        register("low", "pbx1", -5);
        register("lower", "pbx1", -10);
        register("high", "pbx1", 5);

        assertThat(directory.find("pbx1")).hasToString("Optional[high]");
        assertThat(heard).containsExactly("+low", "-low", "+high");
    }

    @Test
    void ofEqualsTheOldestIsUsed() {
        watch("pbx1");
        ServiceRegistration<?> old = register("old", "pbx1", 0);
        register("young", "pbx1", 0);
        assertThat(directory.find("pbx1")).hasToString("Optional[old]");
        old.unregister();

        assertThat(directory.find("pbx1")).hasToString("Optional[young]");
        assertThat(heard).containsExactly("+old", "-old", "+young");
    }

    @Test
    void whenTheUsedOneGoesTheNextTakesItsPlace() {
        register("low", "pbx1", 1);
        register("lower", "pbx1", 0);
        ServiceRegistration<?> high = register("high", "pbx1", 2);
        watch("pbx1");
        high.unregister();

        assertThat(heard).containsExactly("+high", "-high", "+low");
    }

    @Test
    void oneThatIsNotUsedGoesUnnoticed() {
        ServiceRegistration<?> low = register("low", "pbx1", 1);
        register("high", "pbx1", 2);
        watch("pbx1");
        low.unregister();

        assertThat(heard).containsExactly("+high");
    }

    @Test
    void aChangeOfRankingChangesWhichIsUsed() {
        ServiceRegistration<?> first = register("first", "pbx1", 2);
        register("second", "pbx1", 1);
        watch("pbx1");
        first.setProperties(properties(0));

        assertThat(directory.find("pbx1")).hasToString("Optional[second]");
        assertThat(heard).containsExactly("+first", "-first", "+second");
    }

    @Test
    void whoWatchesAllHearsOfOnePerName() {
        register("low", "pbx1", 1);
        register("high", "pbx1", 2);
        ConnectionDirectory.Watch watch = directory.watchAll(new Recorder());
        register("other", "pbx2", 0);
        watch.close();

        assertThat(heard).containsExactly("+high", "+other");
    }

    @Test
    void aClosedDirectoryIsEmptyAndHasSaidSo() {
        register("one", "pbx1", 0);
        watch("pbx1");
        directory.close();

        assertThat(directory.names()).isEmpty();
        assertThat(heard).containsExactly("+one", "-one");
    }

    private ConnectionDirectory.Watch watch(String name) {
        return directory.watch(name, new Recorder());
    }

    private ServiceRegistration<?> register(String label, String name, int ranking) {
        ManagerConnection connection = (ManagerConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagerConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "toString" -> label;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return framework.getBundleContext().registerService(ManagerConnection.class, connection, properties(ranking));
    }

    private static Dictionary<String, Object> properties(int ranking) {
        return new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking));
    }

    private final class Recorder implements ConnectionDirectory.Watcher {

        @Override
        public void arrived(ManagerConnection connection) {
            heard.add("+" + connection);
        }

        @Override
        public void departed(ManagerConnection connection) {
            heard.add("-" + connection);
        }
    }
}
