package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiSession;
import io.jackfield.asyncagi.internal.AsyncAgiComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** Handlers as services of a real framework. */
class WhiteboardTest {

    private final FakePbx pbx = new FakePbx("pbx1");
    private final BlockingQueue<AgiSession> sessions = new LinkedBlockingQueue<>();
    private Framework framework;
    private AsyncAgiComponent component;

    @BeforeEach
    void start(@TempDir Path storage) throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
        component = new AsyncAgiComponent(framework.getBundleContext());
        component.bind(pbx);
    }

    @AfterEach
    void stop() throws Exception {
        component.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private ServiceRegistration<AgiHandler> register(Map<String, ?> properties) {
        AgiHandler handler = session -> {
            sessions.add(session);
            return CompletableFuture.completedFuture(null);
        };
        return framework
                .getBundleContext()
                .registerService(AgiHandler.class, handler, new Hashtable<String, Object>(properties));
    }

    @Test
    void aHandlerThatDoesNotAskForAsyncAgiGrabsNoCallAndHoldsNoLogin() {
        register(Map.of(AgiHandler.SCRIPT, "*"));
        register(Map.of(AgiHandler.SCRIPT, "*", AgiHandler.TRANSPORT, "asyncagi", AgiHandler.SERVER, "pbx2"));
        FakeChannel channel = pbx.channel("1.1").begin("lcr");

        await().during(Duration.ofMillis(200)).until(() -> !pbx.isSubscribed() && sessions.isEmpty());
        assertThat(pbx.actions).isEmpty();
        assertThat(channel.isWaiting()).isTrue();
    }

    @Test
    void aHandlerThatAsksIsGivenItsCallsUntilItOrTheConnectionGoes() throws Exception {
        ServiceRegistration<AgiHandler> service =
                register(Map.of(AgiHandler.SCRIPT, "lcr", AgiHandler.TRANSPORT, "asyncagi", AgiHandler.SERVER, "pbx1"));
        await().until(pbx::isSubscribed);
        FakeChannel channel = pbx.channel("1.1").begin("lcr");
        assertThat(sessions.poll(5, TimeUnit.SECONDS)).isNotNull();
        await().until(() -> !channel.isWaiting());
        service.unregister();
        await().until(() -> !pbx.isSubscribed());

        register(Map.of(AgiHandler.SCRIPT, "lcr", AgiHandler.TRANSPORT, new String[] {"fastagi", "asyncagi"}));
        await().until(pbx::isSubscribed);
        component.unbind(pbx);
        await().until(() -> !pbx.isSubscribed());
    }
}
