package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.simulator.Simulator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exchanges that are used again: what one held must not be seen in another. */
class PooledExchangesTest {

    private static final int MANY = 5_000;

    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> mixedUp = new ConcurrentLinkedQueue<>();
    private final String login = "host=127.0.0.1&port=" + pbx.amiPort() + "&username=camel&secret=secret";

    @BeforeEach
    void start() {
        PooledExchangeFactory pool = new PooledExchangeFactory();
        pool.setStatisticsEnabled(true);
        context.getCamelContextExtension().setExchangeFactory(pool);
        context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void thousandsOfEventsArriveUnmixed() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent&gaps=false&workers=4&" + login)
                        .process(exchange -> {
                            ManagerEvent event = exchange.getMessage().getBody(ManagerEvent.class);
                            Object before = exchange.getMessage().getHeader("Left");
                            exchange.getMessage().setHeader("Left", event.get("UserEvent"));
                            boolean withChannel = event.get("Uniqueid") != null;
                            boolean header = exchange.getMessage().getHeader(ManagerConstants.UNIQUEID) != null;
                            if (before != null || withChannel != header || exchange.getException() != null) {
                                mixedUp.add(event + " found " + before);
                            }
                        })
                        .delay(0)
                        .process(exchange -> {
                            String name = exchange.getMessage()
                                    .getBody(ManagerEvent.class)
                                    .get("UserEvent");
                            if (!name.equals(exchange.getMessage().getHeader("Left"))) {
                                mixedUp.add(name);
                            }
                            received.add(name);
                        });
            }
        });
        begin(received);
        for (int i = 0; i < MANY; i++) {
            String number = String.valueOf(i);
            pbx.event(
                    "UserEvent",
                    i % 3 == 0 ? Map.of("UserEvent", number) : Map.of("UserEvent", number, "Uniqueid", "1." + i % 7));
        }
        await().atMost(30, TimeUnit.SECONDS).until(() -> numbers(received) == MANY);

        assertThat(mixedUp).isEmpty();
        assertThat(received).filteredOn(name -> !name.equals("begun")).doesNotHaveDuplicates();
        assertThat(context.getCamelContextExtension()
                        .getExchangeFactoryManager()
                        .getStatistics()
                        .getReleasedCounter())
                .as("exchanges given back to the pool")
                .isGreaterThan(MANY / 2);
    }

    @Test
    void thousandsOfActionsGetTheirOwnAnswers() throws Exception {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent&gaps=false&workers=8&" + login)
                        .setHeader("number", simple("${body.get('UserEvent')}"))
                        .to("ami:pbx1/Setvar?arg.Variable=V${header.number}&arg.Value=v${header.number}&" + login)
                        .to("ami:pbx1/Getvar?arg.Variable=V${header.number}&" + login)
                        .process(exchange -> {
                            String number = exchange.getMessage().getHeader("number", String.class);
                            String value = exchange.getMessage()
                                    .getBody(ManagerResponse.class)
                                    .get("Value");
                            if (!value.equals("v" + number)) {
                                mixedUp.add(number + " has " + value);
                            }
                            answered.add(number);
                        });
            }
        });
        begin(answered);
        for (int i = 0; i < MANY; i++) {
            pbx.event("UserEvent", Map.of("UserEvent", String.valueOf(i), "Uniqueid", "1." + i % 50));
        }

        await().atMost(60, TimeUnit.SECONDS).until(() -> numbers(answered) == MANY);
        assertThat(mixedUp).isEmpty();
    }

    /** Waits until events arrive. */
    private void begin(Queue<String> received) {
        await().until(() -> {
            pbx.event("UserEvent", Map.of("UserEvent", "begun"));
            return !received.isEmpty();
        });
    }

    private static long numbers(Queue<String> received) {
        return received.stream()
                .filter(name -> !name.equals("begun"))
                .distinct()
                .count();
    }
}
