package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls as exchanges: what they carry, where they go, and how they end. */
class CallsTest {

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();
    private final CompletableFuture<Exchange> arrived = new CompletableFuture<>();
    private final List<Throwable> problems = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void start() {
        context.getRegistry().bind("main", server);
        context.getShutdownStrategy().setTimeout(20);
        context.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        context.stop();
        server.close();
    }

    @Test
    void theExchangeHasTheRequestAndWhatRoutesAskForMost() throws Exception {
        capture("fastagi:ivr/{queue}");
        server.call("ivr/sales?lang=de&num=+4930", "a", "", "c").end();

        Exchange exchange = arrived.join();
        assertThat(exchange.getPattern()).isEqualTo(ExchangePattern.InOnly);
        assertThat(exchange.getMessage().getBody(AgiRequest.class).channel()).isEqualTo("PJSIP/100-00000001");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AgiConstants.SCRIPT, "ivr/sales")
                .containsEntry(AgiConstants.PEER, "127.0.0.1:50000")
                .containsEntry(AgiConstants.CHANNEL, "PJSIP/100-00000001")
                .containsEntry(AgiConstants.UNIQUEID, "1700000000.1")
                .containsEntry(AgiConstants.CALLER_ID, "100")
                .containsEntry(AgiConstants.DNID, "200")
                .containsEntry(AgiConstants.CONTEXT, "default")
                .containsEntry(AgiConstants.EXTENSION, "200")
                .containsEntry(AgiConstants.ARGUMENTS, List.of("a", "", "c"))
                .containsEntry("CamelAgiParameter.queue", "sales")
                .containsEntry("CamelAgiParameter.lang", "de")
                .containsEntry("CamelAgiParameter.num", "+4930")
                .doesNotContainKey(AgiConstants.CALLER_ID_NAME);
    }

    @Test
    void simpleReachesParameters() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:ivr/{queue}").to("agi:verbose?message=${header.CamelAgiParameter.queue}");
            }
        });

        assertThat(server.call("ivr/sales").commandsOfTheRoute()).containsExactly("VERBOSE \"sales\"");
    }

    @Test
    void theBodyConvertsToMapAndJson() throws Exception {
        capture("fastagi:test");
        server.call("test").end();

        Map<?, ?> map = arrived.join().getMessage().getBody(Map.class);
        assertThat(map.get("agi_uniqueid")).isEqualTo("1700000000.1");
        assertThat(arrived.join().getMessage().getBody(JsonObject.class).getString("agi_callerid"))
                .isEqualTo("100");
        assertThat(arrived.join().getMessage().getBody(String.class)).startsWith("{\"agi_network\":\"yes\"");
    }

    @Test
    void whatIsSentNamesNoHeaderOfItsOwn() throws Exception {
        capture("fastagi:test");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_network", "yes");
        environment.put(
                "agi_network_script", "test?CamelFileName=x&CamelAgiSession=y&CamelAgiCallerId=z&Authorization=w");
        environment.put("agi_CamelHttpUri", "http://x");
        server.dial(environment).orElseThrow().begin().end();

        assertThat(arrived.join().getMessage().getHeaders().keySet()).allMatch(name -> name.startsWith("CamelAgi"));
        assertThat(arrived.join().getMessage().getHeaders()).doesNotContainKey(AgiConstants.CALLER_ID);
        assertThat(arrived.join().getProperty(AgiConstants.SESSION)).isInstanceOf(AgiSession.class);
    }

    @Test
    void theCallOfAJavaHandlerGoesOnOnThreadsOfCamel() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:java")
                        .to("agi:answer")
                        .process(exchange -> threads.add(Thread.currentThread().getName()))
                        .to("agi:noop")
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });
        try (ProducerTemplate template = context.createProducerTemplate()) {
            server.handle(
                    "java",
                    session -> template.asyncSend(
                            "direct:java", exchange -> exchange.setProperty(AgiConstants.SESSION, session)));
            TestCall call = server.call("java");
            assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
            assertThat(call.commands()).containsExactly("ANSWER", "NOOP");
        }
        assertThat(threads).hasSize(2).allMatch(thread -> thread.endsWith("- agi"));
    }

    @Test
    void theMostLiteralRouteGetsTheCall() throws Exception {
        CompletableFuture<String> taken = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:*").process(exchange -> taken.complete("any"));
                from("fastagi:ivr/{queue}").process(exchange -> taken.complete("queue"));
                from("fastagi:ivr/sales").process(exchange -> taken.complete("sales"));
            }
        });
        server.call("ivr/sales").end();

        assertThat(taken.join()).isEqualTo("sales");
    }

    @Test
    void onlyTheNamedServersCallsCome() throws Exception {
        try (TestServer other = new TestServer("other")) {
            context.getRegistry().bind("other", other);
            capture("fastagi:test?server=other");

            assertThat(server.dial("test")).isEmpty();
            other.call("test").end();
            assertThat(arrived).isDone();
            context.stop();
        }
    }

    @Test
    void aServerThatComesLaterGetsTheRoutesToo() throws Exception {
        try (TestServer late = new TestServer("late")) {
            capture("fastagi:test?server=late");
            context.getRegistry().bind("late", late);

            await().until(() -> late.dial("test").isPresent());
            context.stop();
        }
    }

    @Test
    void theSessionFollowsTheExchangeThroughThreadsAndSeda() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test")
                        .to("agi:answer")
                        .threads(2)
                        .to("agi:noop?text=threads")
                        .to("direct:next");
                from("direct:next").to("agi:noop?text=direct").to("seda:queue");
                from("seda:queue")
                        .process(exchange -> released.await())
                        .to("agi:noop?text=seda")
                        .process(exchange -> arrived.complete(exchange));
            }
        });
        TestCall call = server.call("test").awaitCommand("NOOP \"direct\"");
        await().during(200, TimeUnit.MILLISECONDS).until(() -> !call.hasEnded());
        released.countDown();

        assertThat(call.commandsOfTheRoute())
                .containsExactly("ANSWER", "NOOP \"threads\"", "NOOP \"direct\"", "NOOP \"seda\"");
        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
    }

    @Test
    void afterTheEndThereIsNoSession() throws Exception {
        capture("fastagi:test");
        server.call("test").end();

        Exchange late = context.createProducerTemplate().send("agi:answer", arrived.join());

        assertThat(late.getException()).isInstanceOf(AgiNoSessionException.class);
    }

    @Test
    void withoutACallThereIsNoSession() {
        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("agi:answer", "x"))
                .hasCauseInstanceOf(AgiNoSessionException.class)
                .hasStackTraceContaining("the exchange carries no call");
    }

    @Test
    void aSecondCommandAtTheSameTimeIsRefused() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class)
                        .handled(true)
                        .process(exchange ->
                                problems.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from("fastagi:test")
                        .multicast()
                        .parallelProcessing()
                        .to("agi:stream-file?file=a", "agi:stream-file?file=b");
            }
        });
        TestCall call = server.dial("test").orElseThrow().holding("STREAM FILE").begin();

        await().until(() -> problems.size() == 1);
        assertThat(problems.get(0))
                .hasMessageContaining("STREAM FILE while STREAM FILE is under way in another branch of the route");
        call.receive("200 result=0 endpos=0");
        assertThat(call.commandsOfTheRoute()).hasSize(1);
    }

    @Test
    void whatIsTappedHasNoCallOnceTheRouteHasEnded() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AgiNoSessionException.class)
                        .handled(true)
                        .process(exchange ->
                                problems.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from("fastagi:test").wireTap("direct:tap").to("agi:answer");
                from("direct:tap").process(exchange -> released.await()).to("agi:stream-file?file=x");
            }
        });
        TestCall call = server.call("test");
        assertThat(call.commandsOfTheRoute()).containsExactly("ANSWER");
        released.countDown();

        await().until(() -> problems.size() == 1);
        assertThat(problems.get(0)).hasMessageContaining("the route that had the call has ended");
    }

    @Test
    void aCommandOfABranchThatIsLeftBehindDoesNotKeepTheSessionOpen() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test").wireTap("direct:tap").process(exchange -> released.await());
                from("direct:tap").to("agi:wait-for-digit?timeout=forever");
            }
        });
        TestCall call = server.dial("test")
                .orElseThrow()
                .holding("WAIT FOR DIGIT")
                .begin()
                .awaitCommand("WAIT FOR DIGIT");
        released.countDown();

        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.commands()).hasSize(1);
    }

    @Test
    void aRouteThatFailsTellsTheDialplan() throws Exception {
        TestCall call = failing("fastagi:test");

        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.commands()).containsExactly("ANSWER", "SET VARIABLE \"JACKFIELD_STATUS\" \"FAILED\"");
        assertThat(arrived.get(10, TimeUnit.SECONDS).getMessage().getHeaders())
                .containsEntry(AgiConstants.END, "FAILED");
    }

    @Test
    void orEndsTheSessionAsFailed() throws Exception {
        TestCall call = failing("fastagi:test?onFailure=fail");

        assertThat(call.end()).isEqualTo(AgiEnd.FAILED);
        assertThat(call.commands()).containsExactly("ANSWER", "SET VARIABLE \"JACKFIELD_STATUS\" \"FAILED\"");
    }

    @Test
    void orHangsUp() throws Exception {
        TestCall call = failing("fastagi:test?onFailure=hangup");

        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.commands()).containsExactly("ANSWER", "SET VARIABLE \"JACKFIELD_STATUS\" \"FAILED\"", "HANGUP");
    }

    @Test
    void aFailureThatIsHandledIsNone() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalArgumentException.class).handled(true).to("agi:stream-file?file=sorry");
                from("fastagi:test").throwException(new IllegalArgumentException("on purpose"));
            }
        });

        assertThat(server.call("test").commandsOfTheRoute()).containsExactly("STREAM FILE \"sorry\" \"\"");
    }

    @Test
    void anAsteriskThatDoesNotAnswerAnyMoreDoesNotKeepTheSessionOpen() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test").to("agi:answer");
            }
        });
        TestCall call =
                server.dial("test").orElseThrow().holding("SET VARIABLE").begin();

        assertThat(call.end()).isEqualTo(AgiEnd.TIMEOUT);
    }

    @Test
    void aRouteThatStopsLetsItsCallsEndAndTakesNoOthers() throws Exception {
        waiting();
        TestCall call = server.call("test");
        await().until(arrived::isDone);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> stopRoute("waiting"));
        await().until(() -> server.call("test").end() == AgiEnd.FAILED);
        assertThat(stopped).isNotDone();
        assertThat(call.hasEnded()).isFalse();

        released.countDown();

        assertThat(call.commandsOfTheRoute()).containsExactly("NOOP");
        stopped.get(10, TimeUnit.SECONDS);
        assertThat(server.dial("test")).isEmpty();
    }

    @Test
    void callsThatLastTooLongForAStopAreEndedAsFailed() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        waiting();
        TestCall call = server.call("test");
        await().until(arrived::isDone);

        stopRoute("waiting");

        assertThat(call.end()).isEqualTo(AgiEnd.FAILED);
    }

    @Test
    void aSuspendedRouteRefusesCallsAndGoesOnWithThoseItHas() throws Exception {
        waiting();
        TestCall call = server.call("test");
        await().until(arrived::isDone);
        CompletableFuture<Void> suspended = CompletableFuture.runAsync(() -> suspendRoute("waiting"));
        await().until(() -> server.call("test").end() == AgiEnd.FAILED);
        released.countDown();
        assertThat(call.commandsOfTheRoute()).containsExactly("NOOP");
        suspended.get(10, TimeUnit.SECONDS);
        assertThat(context.getRouteController().getRouteStatus("waiting")).isEqualTo(ServiceStatus.Suspended);
        assertThat(server.call("test").end()).isEqualTo(AgiEnd.FAILED);

        context.getRouteController().resumeRoute("waiting");

        assertThat(server.call("test").commandsOfTheRoute()).containsExactly("NOOP");
    }

    @Test
    void aRouteCanBeStartedAgain() throws Exception {
        capture("fastagi:test");
        String route = context.getRoutes().get(0).getRouteId();
        stopRoute(route);
        assertThat(server.dial("test")).isEmpty();
        context.getRouteController().startRoute(route);

        assertThat(server.call("test").end()).isEqualTo(AgiEnd.CLOSED);
    }

    @Test
    void routesRunOnCamelsThreadsNotOnTheTransports() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test")
                        .process(exchange -> threads.add(Thread.currentThread().getName()))
                        .to("agi:answer")
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });
        server.call("test").end();

        assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("Camel") && name.endsWith("fastagi"));
    }

    @Test
    void mistakesAreSaidAtTheStart() {
        assertMistake("fastagi:ivr/{queue", "has the segment '{queue'");
        assertMistake("fastagi:test?onHangup=explode", "explode");
        assertMistake("fastagi:test?server.maxSessions=5", "host and port are missing");
        assertMistake("fastagi:test?server=a,b&port=0", "names several");
        assertMistake("fastagi:test?nope=1", "Unknown parameters=[{nope=1}]");
        assertThatThrownBy(() -> context.getEndpoint("fastagi:test").createProducer())
                .hasMessageContaining("Asterisk calls, so this is for from()");
    }

    private void assertMistake(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).as(uri).hasStackTraceContaining(message);
    }

    private void stopRoute(String id) {
        try {
            context.getRouteController().stopRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void suspendRoute(String id) {
        try {
            context.getRouteController().suspendRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void capture(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> arrived.complete(exchange.copy()));
            }
        });
    }

    private void waiting() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test")
                        .routeId("waiting")
                        .process(arrived::complete)
                        .process(exchange -> released.await())
                        .to("agi:noop");
            }
        });
    }

    private TestCall failing(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().process(exchange -> arrived.complete(exchange.copy()));
                from(uri).to("agi:answer").throwException(new IllegalStateException("on purpose"));
            }
        });
        return server.call("test");
    }
}
