package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.camel.manager.internal.ManagerConsumer;
import io.jackfield.manager.EventGap;
import io.jackfield.simulator.Simulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route that consumes events can ask for beyond the plain stream. */
class EventRoutesTest {

    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final CamelContext context = new DefaultCamelContext();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final String login = login(pbx);

    @BeforeEach
    void start() {
        context.getShutdownStrategy().setTimeout(10);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void aSnapshotFollowsTheStartAndEachLossInAFrame() throws Exception {
        pbx.call("1001", "2001");
        consume("ami:pbx1?events=UserEvent&snapshot=channels,queues&" + login);
        await().until(() ->
                names().contains("SnapshotEnd CoreShowChannels") && names().contains("SnapshotEnd QueueStatus"));

        List<String> names = names();
        assertThat(names.get(0)).isEqualTo("EventGap null");
        List<String> channels = names.subList(
                names.indexOf("SnapshotStart CoreShowChannels"), names.indexOf("SnapshotEnd CoreShowChannels") + 1);
        assertThat(channels)
                .containsExactly(
                        "SnapshotStart CoreShowChannels",
                        "CoreShowChannel CoreShowChannels",
                        "CoreShowChannel CoreShowChannels",
                        "SnapshotEnd CoreShowChannels");
        assertThat(header("SnapshotEnd CoreShowChannels", ManagerConstants.SNAPSHOT_ITEMS))
                .isEqualTo(2);
        assertThat(names).contains("QueueParams QueueStatus", "QueueMember QueueStatus");

        received.clear();
        pbx.disconnectAll();
        await().until(() -> names().contains("SnapshotEnd QueueStatus"));
        assertThat(received.get(0).getHeader(ManagerConstants.GAP_KIND)).isEqualTo(EventGap.Kind.LOST);
    }

    @Test
    void withoutGapsOnlyTheItemsOfASnapshotArrive() throws Exception {
        pbx.call("1001", "2001");
        consume("ami:pbx1?events=UserEvent&snapshot=channels&gaps=false&" + login);
        await().until(() -> received.size() == 2);

        assertThat(names()).containsOnly("CoreShowChannel CoreShowChannels");
    }

    @Test
    void severalWorkersServeSeveralCallsAtATimeAndEachCallInOrder() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        consume("ami:pbx1?events=UserEvent&gaps=false&workers=3&" + login, exchange -> {
            if (exchange.getMessage().getBody(Map.class).get("UserEvent").equals("first")) {
                go.await(10, TimeUnit.SECONDS);
            }
        });
        user("first", "a");
        user("second", "a");
        user("other", "b");
        await().until(() -> received.size() == 1);
        assertThat(event(0)).isEqualTo("other");

        go.countDown();
        await().until(() -> received.size() == 3);
        assertThat(List.of(event(1), event(2))).containsExactly("first", "second");
    }

    @Test
    void anAsteriskTakesTheEventsOfAllConnectionsAlsoOfLaterOnes() throws Exception {
        try (Simulator second = Simulator.builder().user("camel", "secret").start()) {
            context.addRoutes(idle("ami:pbx1?" + login));
            consume("ami:*?events=UserEvent");
            await().until(() -> received.size() == 1);
            context.addRoutes(idle("ami:pbx2?" + login(second)));
            await().until(() -> received.size() == 2);
            user("Hello", "a");
            second.event("UserEvent", Map.of("UserEvent", "Hello"));
            await().until(() -> received.size() == 4);

            assertThat(received)
                    .extracting(message -> message.getHeader(ManagerConstants.CONNECTION))
                    .containsOnly("pbx1", "pbx2");
            assertThatThrownBy(() -> context.addRoutes(route("direct:x", "ami:*/Ping")))
                    .rootCause()
                    .hasMessageContaining("one connection");
        }
    }

    @Test
    void aRouteThatStopsWorksOffWhatIsQueued() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        consume("ami:pbx1?events=UserEvent&gaps=false&" + login, exchange -> go.await(10, TimeUnit.SECONDS));
        for (int i = 0; i < 5; i++) {
            user("event" + i, "a");
        }
        await().until(() -> consumer()
                        .feeds()
                        .iterator()
                        .next()
                        .subscription()
                        .orElseThrow()
                        .stats()
                        .offered()
                == 5);
        FutureTask<Void> stop = new FutureTask<>(() -> {
            context.getRouteController().stopRoute("consumer");
            return null;
        });
        new Thread(stop).start();
        await().until(() -> consumer().getPendingExchangesSize() > 0);
        user("late", "a");
        go.countDown();
        stop.get(10, TimeUnit.SECONDS);

        assertThat(received).hasSize(5);
        assertThat(event(4)).isEqualTo("event4");
    }

    @Test
    void aSuspendedRouteIsOutOfTheStreamAndComesBackWithOneGap() throws Exception {
        consume("ami:pbx1?events=UserEvent&snapshot=queues&" + login);
        await().until(() -> names().contains("SnapshotEnd QueueStatus"));
        context.getRouteController().suspendRoute("consumer");
        received.clear();
        user("unheard", "a");
        assertThat(context.getRouteController().getRouteStatus("consumer")).isEqualTo(ServiceStatus.Suspended);

        context.getRouteController().resumeRoute("consumer");
        await().until(() -> names().contains("SnapshotEnd QueueStatus"));
        user("heard", "a");
        await().until(() -> names().contains("UserEvent null"));
        assertThat(received.get(0).getHeader(ManagerConstants.GAP_KIND)).isEqualTo(EventGap.Kind.LOST);
        assertThat(event(received.size() - 1)).isEqualTo("heard");
        assertThat(received)
                .filteredOn(message ->
                        message.getHeader(ManagerConstants.EVENT_NAME).equals("EventGap"))
                .hasSize(1);
    }

    @Test
    void resyncEmptiesTheQueueAndSendsAFreshSnapshot() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        consume("ami:pbx1?events=UserEvent&queueSize=2&overflow=resync&snapshot=queues&" + login, exchange -> {
            if (exchange.getMessage().getHeader(ManagerConstants.EVENT_NAME).equals("UserEvent")) {
                go.await(10, TimeUnit.SECONDS);
            }
        });
        await().until(() -> names().contains("SnapshotEnd QueueStatus"));
        received.clear();
        for (int i = 1; i <= 6; i++) {
            user("event" + i, "a");
        }
        await().until(() -> consumer()
                        .feeds()
                        .iterator()
                        .next()
                        .subscription()
                        .orElseThrow()
                        .stats()
                        .offered()
                == 6);
        go.countDown();
        await().until(() -> names().contains("SnapshotEnd QueueStatus"));

        Message gap = received.stream()
                .filter(message -> message.getHeader(ManagerConstants.GAP_KIND) == EventGap.Kind.OVERFLOW)
                .findFirst()
                .orElseThrow();
        assertThat(gap.getHeader(ManagerConstants.GAP_COUNT, Long.class)).isEqualTo(4);
        assertThat(names().indexOf("EventGap null")).isLessThan(names().indexOf("SnapshotStart QueueStatus"));
    }

    @Test
    void mistakesAreToldAtTheStart() {
        assertThatThrownBy(() -> context.addRoutes(route("ami:pbx1?snapshot=chanels", "log:x")))
                .isInstanceOf(FailedToCreateRouteException.class)
                .rootCause()
                .hasMessageContaining("chanels")
                .hasMessageContaining("channels");
        assertThatThrownBy(() -> context.addRoutes(route("ami:pbx1?overflow=resync", "log:x")))
                .rootCause()
                .hasMessageContaining("snapshot");
        assertThatThrownBy(() -> context.addRoutes(route("ami:pbx1?workers=0", "log:x")))
                .rootCause()
                .hasMessageContaining("workers=0");
        assertThatThrownBy(() -> context.addRoutes(route("direct:y", "ami:pbx1/Ping?await=originated")))
                .rootCause()
                .hasMessageContaining("Originate");
    }

    private static String login(Simulator simulator) {
        return "host=127.0.0.1&port=" + simulator.amiPort()
                + "&username=camel&secret=secret&connection.reconnectDelay=10ms";
    }

    private void user(String name, String channel) {
        pbx.event("UserEvent", Map.of("UserEvent", name, "Uniqueid", channel, "Linkedid", channel));
    }

    private ManagerConsumer consumer() {
        return (ManagerConsumer) context.getRoute("consumer").getConsumer();
    }

    private List<String> names() {
        synchronized (received) {
            return received.stream()
                    .map(message -> message.getHeader(ManagerConstants.EVENT_NAME) + " "
                            + message.getHeader(ManagerConstants.SNAPSHOT))
                    .toList();
        }
    }

    private Object header(String name, String header) {
        return received.get(names().indexOf(name)).getHeader(header);
    }

    private Object event(int index) {
        return received.get(index).getBody(Map.class).get("UserEvent");
    }

    private void consume(String uri) throws Exception {
        consume(uri, exchange -> {});
    }

    private void consume(String uri, Processor first) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("consumer")
                        .process(first)
                        .process(exchange -> received.add(exchange.getMessage().copy()));
            }
        });
        await().until(() ->
                pbx.actions().stream().anyMatch(action -> action.name().equals("Events")));
        if (!uri.contains("gaps=false")) {
            await().until(() -> !received.isEmpty());
        } else {
            await().until(() -> pbx.sessions() > 0);
        }
    }

    /** A route that makes a connection and takes no event from it. */
    private static RouteBuilder idle(String uri) {
        return route("direct:" + uri.hashCode(), uri.replace("?", "/Ping?"));
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}
