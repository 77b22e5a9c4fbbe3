package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many calls at once, with exchanges that are used again: no thread waits, and nothing of one call is seen in another. */
class ManyCallsTest {

    private static final int PARKED = 2_000;
    private static final int ROUNDS = 30;
    private static final int CALLS = 100;

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> mixedUp = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        PooledExchangeFactory pool = new PooledExchangeFactory();
        pool.setStatisticsEnabled(true);
        context.getCamelContextExtension().setExchangeFactory(pool);
        context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        context.getRegistry().bind("main", server);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @Test
    void noThreadWaitsWithACallerAndAllEndAtTheirHangup() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:park").to("agi:wait-for-digit?timeout=forever").process(exchange -> mixedUp.add("digit"));
            }
        });
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        List<TestCall> calls = IntStream.range(0, PARKED)
                .mapToObj(i -> server.dial("park")
                        .orElseThrow()
                        .holding("WAIT FOR DIGIT")
                        .begin())
                .toList();
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> calls.stream().noneMatch(call -> call.commands().isEmpty()));
        List<Thread> added = new ArrayList<>(Thread.getAllStackTraces().keySet());
        added.removeAll(before);
        assertThat(added).as("threads of " + PARKED + " calls").hasSizeLessThan(32);

        calls.forEach(TestCall::hangup);

        assertThat(calls).allMatch(call -> call.end() == AgiEnd.HANGUP);
        assertThat(mixedUp).isEmpty();
    }

    @Test
    void stepsThatBlockNeverTakeThreadsOfTheTransport() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:block").process(exchange -> {
                    threads.add(Thread.currentThread().getName());
                    released.await();
                });
            }
        });
        List<TestCall> calls = IntStream.range(0, PARKED)
                .mapToObj(i -> server.dial("block").orElseThrow().begin())
                .toList();
        CompletableFuture.runAsync(() -> {}, server.workers).get(30, TimeUnit.SECONDS);
        released.countDown();

        assertThat(calls).allMatch(call -> call.end() == AgiEnd.CLOSED);
        assertThat(threads).hasSize(PARKED).allMatch(name -> name.startsWith("Camel"));
    }

    @Test
    void thousandsOfCallsGetTheirOwnAnswers() throws Exception {
        Queue<String> done = new ConcurrentLinkedQueue<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:count/{number}")
                        .process(exchange -> {
                            if (exchange.getMessage().getHeader("left") != null
                                    || exchange.getVariable("left") != null
                                    || exchange.getMessage().getHeader(AgiConstants.RESULT) != null
                                    || exchange.getMessage().getHeader(AgiConstants.END) != null) {
                                mixedUp.add("an exchange is not clean");
                            }
                        })
                        .to("agi:get-variable?variable=V${header.CamelAgiParameter.number}&result=header.left")
                        .setVariable("left", header("left"))
                        .process(exchange -> {
                            String number = exchange.getMessage().getHeader("CamelAgiParameter.number", String.class);
                            if (!number.equals(exchange.getMessage().getHeader("left"))) {
                                mixedUp.add(
                                        number + " has " + exchange.getMessage().getHeader("left"));
                            }
                            done.add(number);
                        });
            }
        });
        for (int round = 0; round < ROUNDS; round++) {
            List<TestCall> calls = IntStream.range(round * CALLS, (round + 1) * CALLS)
                    .mapToObj(i -> server.dial("count/" + i)
                            .orElseThrow()
                            .answering("GET VARIABLE", "200 result=1 (" + i + ")")
                            .begin())
                    .toList();
            assertThat(calls).allMatch(call -> call.end() == AgiEnd.CLOSED);
        }

        assertThat(mixedUp).isEmpty();
        assertThat(done).hasSize(ROUNDS * CALLS).doesNotHaveDuplicates();
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> context.getCamelContextExtension()
                                .getExchangeFactoryManager()
                                .getStatistics()
                                .getReleasedCounter()
                        > ROUNDS * CALLS / 2);
    }
}
