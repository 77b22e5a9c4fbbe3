package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.camel.manager.internal.ManagerConsumer;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SubscriptionStats;
import io.jackfield.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer goes on with another connection of the same name. */
class SuccessionTest {

    private final Simulator first = Simulator.builder().user("camel", "secret").start();
    private final Simulator second = Simulator.builder().user("camel", "secret").start();
    private final AmiConnectionFactory factory = new AmiConnectionFactory();
    private final ManagerConnection before = connect(first);
    private final ManagerConnection after = connect(second);
    private final CamelContext context = new DefaultCamelContext();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("pbx1", before);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent").routeId("consumer").process(exchange -> {
                    Object body = exchange.getMessage().getBody();
                    received.add(
                            body instanceof ManagerEvent event
                                    ? event.get("UserEvent")
                                    : ((EventGap) body).kind().name());
                });
            }
        });
        context.start();
        await().until(() -> received.contains("START"));
    }

    @AfterEach
    void stop() {
        context.stop();
        factory.close();
        first.close();
        second.close();
    }

    @Test
    void whenItsConnectionGivesWayToABetterOneThatLives() {
        user(first, "one");
        await().until(() -> received.contains("one"));
        consumer().departed(before);
        consumer().arrived(after);
        await().until(() -> received.contains("LOST"));
        user(first, "not wanted");
        user(second, "two");
        await().until(() -> received.contains("two"));

        assertThat(received).containsExactly("START", "one", "LOST", "two");
        assertThat(before.state().isUp()).isTrue();
        assertThat(stats().isBalanced()).isTrue();
        assertThat(stats().completed()).isEqualTo(2);
    }

    @Test
    void whenItsConnectionIsClosed() {
        user(first, "one");
        await().until(() -> received.contains("one"));
        consumer().departed(before);
        before.close();
        user(first, "not heard");
        consumer().arrived(after);
        await().until(() -> received.contains("LOST"));
        user(second, "two");
        await().until(() -> received.contains("two"));

        assertThat(received).containsExactly("START", "one", "LOST", "two");
        assertThat(stats().isBalanced()).isTrue();
    }

    private ManagerConsumer consumer() {
        return (ManagerConsumer) context.getRoute("consumer").getConsumer();
    }

    private SubscriptionStats stats() {
        return consumer().feeds().iterator().next().subscription().orElseThrow().stats();
    }

    private static void user(Simulator pbx, String name) {
        pbx.event("UserEvent", Map.of("UserEvent", name));
    }

    private ManagerConnection connect(Simulator pbx) {
        ManagerConnection connection = factory.create(
                "pbx1", Map.of("host", "127.0.0.1", "port", pbx.amiPort(), "username", "camel", "secret", "secret"));
        await().until(() -> connection.state().isUp());
        return connection;
    }
}
