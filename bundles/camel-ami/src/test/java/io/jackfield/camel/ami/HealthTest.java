package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ManagerConnection;
import io.jackfield.simulator.Simulator;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final String SECRET = "s3cret-not-shown";

    private final Simulator pbx =
            Simulator.builder().user("camel", SECRET).timestampEvents(true).start();
    private final CamelContext context = new DefaultCamelContext();
    private final String login = login(pbx);

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void aConsumerIsUpWithTheFiguresOfItsConnectionAndItsEvents() throws Exception {
        consume("ami:pbx1?events=UserEvent&gaps=false&" + login);
        await().until(() -> consumer().getState() == State.UP
                && Long.valueOf(1).equals(consumer().getDetails().get("connection.pbx1.logins")));
        pbx.event("UserEvent", Map.of("UserEvent", "x"));
        await().until(() -> Long.valueOf(1).equals(consumer().getDetails().get("events.pbx1.completed")));

        assertThat(consumer().getMessage()).isEmpty();
        assertThat(consumer().getDetails())
                .containsEntry("connection.pbx1.state", "Up")
                .containsEntry("connection.pbx1.peer", "127.0.0.1:" + pbx.amiPort())
                .containsEntry("connection.pbx1.timestamps", "present")
                .containsEntry("events.pbx1.shed", 0L)
                .containsKey("connection.pbx1.asyncEvents");
    }

    @Test
    void aPbxThatIsAwayIsDownWithTheReason() throws Exception {
        consume("ami:pbx1?" + login);
        await().until(() -> consumer().getState() == State.UP);
        pbx.kill();

        await().until(() -> consumer().getState() == State.DOWN
                && consumer().getMessage().orElse("").contains("refused"));
        assertThat(consumer().getMessage().orElseThrow()).startsWith("pbx1: ");
        assertThat(consumer().getDetails()).containsEntry("connection.pbx1.state", "Down");
    }

    @Test
    void aRefusedLoginIsDownAndTheSecretIsNotShown() throws Exception {
        consume("ami:pbx1?" + login.replace("username=camel", "username=nobody"));

        await().until(() -> consumer().getMessage().orElse("").contains("login refused for user nobody"));
        assertThat(consumer().getState()).isEqualTo(State.DOWN);
        assertThat(consumer().getMessage() + " " + consumer().getDetails()).doesNotContain(SECRET);
    }

    @Test
    void aConnectionThatNobodyKnowsIsDown() throws Exception {
        consume("ami:nowhere");

        assertThat(consumer().getState()).isEqualTo(State.DOWN);
        assertThat(consumer().getMessage()).contains("nowhere: there is no connection named nowhere, known are []");
    }

    @Test
    void aConnectionOfAnotherTransportIsDownAndTheRightSchemeNamed() throws Exception {
        consume("ami:late");
        context.getRegistry().bind("late", ManagerConnection.class, ofTransport("ajam"));

        assertThat(consumer().getState()).isEqualTo(State.DOWN);
        assertThat(consumer().getMessage())
                .contains("late: late is an ajam connection: use ajam:late instead of ami:late");
    }

    @Test
    void aPbxWithoutTimestampsIsUpAndSaysSo() throws Exception {
        try (Simulator bare =
                Simulator.builder().user("camel", SECRET).timestampEvents(false).start()) {
            consume("ami:pbx1?gaps=false&" + login(bare));
            await().until(() -> {
                bare.event("UserEvent", Map.of("UserEvent", "x"));
                return consumer()
                        .getDetails()
                        .getOrDefault("connection.pbx1.timestamps", "")
                        .equals("absent: set timestampevents = yes in the PBX's manager.conf");
            });

            assertThat(consumer().getState()).isEqualTo(State.UP);
            context.stop();
        }
    }

    @Test
    void aLoginOnDemandThatNobodyNeedsIsUp() throws Exception {
        produce("ami:pbx1/Ping?connection.connect=demand&" + login);

        assertThat(producers().getState()).isEqualTo(State.UP);
        assertThat(producers().getDetails()).containsEntry("connection.pbx1.state", "Idle");
        assertThat(pbx.sessions()).isZero();
    }

    @Test
    void producersShareOneCheckOverTheirConnections() throws Exception {
        produce("ami:pbx1/Ping?" + login);
        produce("ami:pbx1/CoreStatus?" + login);
        produce("ami:nowhere/Ping");

        await().until(() -> producers().getMessage().orElse("").startsWith("nowhere: there is no connection"));
        assertThat(producers().getState()).isEqualTo(State.DOWN);
        assertThat(producers().getDetails()).containsEntry("connection.pbx1.state", "Up");
    }

    @Test
    void producersAreCheckedOnlyWhereCamelIsAskedTo() throws Exception {
        produce("ami:nowhere/Ping");

        assertThat(HealthCheckHelper.invoke(context))
                .noneMatch(result -> result.getCheck().getId().startsWith("producer"));
    }

    @Test
    void everyConnectionOfASchemeIsReported() throws Exception {
        produce("ami:pbx1/Ping?" + login);
        produce("ami:pbx2/Ping?" + login.replace("username=camel", "username=nobody"));
        consume("ami:*?gaps=false");

        await().until(() -> consumer().getMessage().orElse("").contains("pbx2: login refused"));
        assertThat(consumer().getMessage().orElseThrow()).doesNotContain("pbx1:");
        assertThat(consumer().getDetails()).containsEntry("connection.pbx1.state", "Up");
    }

    @Test
    void consumerChecksCanBeSwitchedOff() throws Exception {
        context.getComponent("ami", AmiComponent.class).setHealthCheckConsumerEnabled(false);
        consume("ami:nowhere");

        assertThat(consumer().getState()).isNotEqualTo(State.DOWN);
    }

    @Test
    void aStoppedComponentLeavesNoCheckBehind() throws Exception {
        produce("ami:pbx1/Ping?" + login);
        HealthCheckRepository repository = HealthCheckHelper.getHealthCheckRepository(context, "producers");
        repository.setEnabled(true);
        assertThat(repository.stream()).hasSize(1);
        context.getComponent("ami").stop();

        assertThat(repository.stream()).isEmpty();
    }

    private static String login(Simulator pbx) {
        return "host=127.0.0.1&port=" + pbx.amiPort() + "&username=camel&secret=" + SECRET;
    }

    private HealthCheck.Result consumer() {
        return result(HealthCheckHelper.invokeReadiness(context), "consumer:consumer");
    }

    private HealthCheck.Result producers() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        return result(HealthCheckHelper.invokeReadiness(context), "producer:ami");
    }

    private static HealthCheck.Result result(Collection<HealthCheck.Result> results, String id) {
        return results.stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void consume(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("consumer").log("${body}");
            }
        });
    }

    private void produce(String uri) throws Exception {
        String from = "direct:" + context.getRoutesSize();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(uri);
            }
        });
    }

    private ManagerConnection ofTransport(String transport) {
        return (ManagerConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagerConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "late";
                    case "transport" -> transport;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
