package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The caller hangs up, before, while and after a command runs. */
class HangupTest {

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Exchange> completed = new CompletableFuture<>();
    private final CountDownLatch slow = new CountDownLatch(1);

    @BeforeEach
    void start() {
        context.getRegistry().bind("main", server);
        context.start();
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeCompletedEvent) {
                    outcomes.add("completed");
                } else if (event instanceof ExchangeFailedEvent) {
                    outcomes.add("failed");
                }
            }
        };
        notifier.start();
        context.getManagementStrategy().addEventNotifier(notifier);
    }

    @AfterEach
    void stop() {
        slow.countDown();
        context.stop();
        server.close();
    }

    @Test
    void whileAPromptPlaysTheRouteStopsQuietly() throws Exception {
        route("fastagi:test", "agi:stream-file?file=long");
        TestCall call = hold("STREAM FILE");

        call.hangup();

        assertEndedQuietly(call);
        assertThat(call.commands()).containsExactly("STREAM FILE \"long\" \"\"");
    }

    @Test
    void aResultThatComesBeforeTheHangupIsNoFailure() throws Exception {
        route("fastagi:test", "agi:stream-file?file=long");
        TestCall call = hold("STREAM FILE").holding("CHANNEL STATUS");

        call.receive("200 result=-1 endpos=4000")
                .awaitCommand("CHANNEL STATUS")
                .receive("HANGUP", "511 Command Not Permitted on a dead channel or intercept routine");

        assertEndedQuietly(call);
    }

    @Test
    void anApplicationThatIsCutSaysSoBehindItsResult() throws Exception {
        route("fastagi:test", "agi:exec?application=Dial&options=PJSIP/100");
        TestCall call = hold("EXEC").holding("NOOP");

        call.receive("200 result=-1").awaitCommand("NOOP").receive("HANGUP", "200 result=0");

        assertEndedQuietly(call);
    }

    @Test
    void withoutASignalTheNextCommandFindsIt() throws Exception {
        route("fastagi:test", "agi:answer", "agi:stream-file?file=x");
        TestCall call = server.dial("test")
                .orElseThrow()
                .answering("STREAM FILE", "511 Command Not Permitted on a dead channel or intercept routine")
                .begin();

        assertEndedQuietly(call);
    }

    @Test
    void whileTheRouteDoesSomethingElseItStopsAtItsNextCommand() throws Exception {
        CompletableFuture<Object> check = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().process(exchange -> completed.complete(exchange.copy()));
                from("fastagi:test")
                        .process(exchange -> slow.await())
                        .setHeader("hungUp", simple("${exchangeProperty.CamelAgiSession.hungUp}"))
                        .process(
                                exchange -> check.complete(exchange.getMessage().getHeader("hungUp")))
                        .to("agi:set-variable?variable=X&value=1")
                        .process(exchange -> passed.add("after"));
            }
        });
        TestCall call = server.call("test").hangup();
        await().until(call.session::isHungUp);

        slow.countDown();

        assertEndedQuietly(call);
        assertThat(check.join()).isEqualTo(true);
        assertThat(call.commands()).isEmpty();
    }

    @Test
    void aLoopEnds() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().process(exchange -> completed.complete(exchange.copy()));
                from("fastagi:test")
                        .loopDoWhile(constant(true))
                        .to("agi:get-data?file=pin&result=header.pin")
                        .end()
                        .process(exchange -> passed.add("after"));
            }
        });
        TestCall call = hold("GET DATA");
        call.hangup();

        assertEndedQuietly(call);
    }

    @Test
    void inABranchItEndsTheBranchAndThenTheRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().process(exchange -> completed.complete(exchange.copy()));
                from("fastagi:test")
                        .split(constant(List.of("a", "b")))
                        .to("agi:stream-file?file=${body}")
                        .end()
                        .to("agi:answer")
                        .process(exchange -> passed.add("after"));
            }
        });
        TestCall call = hold("STREAM FILE");
        call.hangup();

        assertEndedQuietly(call);
        assertThat(call.commands()).hasSize(1);
    }

    @Test
    void afterTheRouteItIsNoNews() throws Exception {
        route("fastagi:test", "agi:answer");
        TestCall call = server.call("test");

        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
        call.hangup();
        assertThat(completed.get(10, TimeUnit.SECONDS).getMessage().getHeaders())
                .containsEntry(AgiConstants.END, "CLOSED");
        assertThat(passed).containsExactly("after");
    }

    @Test
    void onHangupExceptionMakesItOne() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AgiHangupException.class).handled(true).process(exchange -> passed.add("onException"));
                from("fastagi:test?onHangup=exception")
                        .to("agi:stream-file?file=long")
                        .process(exchange -> passed.add("after"));
            }
        });
        TestCall call = hold("STREAM FILE");
        call.hangup();

        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        assertThat(passed).containsExactly("onException");
    }

    @Test
    void onHangupExceptionSendsNothingOfWhichItSaysThatItWasNotDone() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AgiHangupException.class)
                        .handled(true)
                        .process(exchange -> slow.await())
                        .to("agi:database-put?family=calls&key=last&value=1")
                        .process(exchange -> passed.add("stored"));
                from("fastagi:test?onHangup=exception").to("agi:stream-file?file=long");
            }
        });
        TestCall call = hold("STREAM FILE");
        call.hangup().receive("200 result=-1 endpos=4000");
        await().until(call.session::isHungUp);
        await().until(() -> !call.session.isBusy());
        slow.countDown();

        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.commands()).containsExactly("STREAM FILE \"long\" \"\"");
        assertThat(passed).isEmpty();
    }

    @Test
    void onHangupExceptionThatNobodyHandlesIsAFailedExchangeButNoFailedCall() throws Exception {
        route("fastagi:test?onHangup=exception", "agi:stream-file?file=long");
        TestCall call = hold("STREAM FILE");
        call.hangup();

        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        await().until(() -> outcomes.contains("failed"));
        assertThat(completed.get(10, TimeUnit.SECONDS).getMessage().getHeaders())
                .containsEntry(AgiConstants.END, "HANGUP");
        assertThat(call.commands()).hasSize(1);
    }

    @Test
    void onHangupContinueGoesOnWithWhatWorksOnADeadChannel() throws Exception {
        route(
                "fastagi:test?onHangup=continue",
                "agi:stream-file?file=long",
                "agi:set-variable?variable=X&value=${header.CamelAgiEnd}");
        TestCall call = hold("STREAM FILE");
        call.hangup();
        await().until(call.session::isHungUp);
        assertThat(call.commands()).hasSize(1);

        call.receive("200 result=-1 endpos=4000");

        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        assertThat(call.commands()).containsExactly("STREAM FILE \"long\" \"\"", "SET VARIABLE \"X\" \"HANGUP\"");
        assertThat(passed).containsExactly("after");
    }

    @Test
    void onHangupContinueDoesNotPretendThatAPromptWasHeard() throws Exception {
        route("fastagi:test?onHangup=continue", "agi:stream-file?file=long", "agi:get-data?file=pin");
        TestCall call = hold("STREAM FILE");
        call.hangup();
        call.receive("200 result=-1 endpos=4000");

        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        await().until(() -> outcomes.contains("failed"));
        assertThat(passed).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsNoHangup() throws Exception {
        route("fastagi:test", "agi:stream-file?file=long");
        TestCall call = hold("STREAM FILE");

        call.session.lost("connection reset");

        assertThat(completed.get(10, TimeUnit.SECONDS).getMessage().getHeaders())
                .containsEntry(AgiConstants.END, "LOST");
        await().until(() -> outcomes.contains("failed"));
    }

    @Test
    void lostSessionsAreSaidByTheTransportAndNotOneByOneByTheConsumer() throws Exception {
        List<Throwable> said = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("said", new SayingHandler(said));
        route("fastagi:test?exceptionHandler=#said", "agi:stream-file?file=long");
        for (int i = 0; i < 3; i++) {
            hold("STREAM FILE").session.lost("connection reset");
        }
        await().until(() -> Collections.frequency(outcomes, "failed") == 3);

        server.dial("test")
                .orElseThrow()
                .answering("STREAM FILE", "520 no such sound")
                .begin();
        await().untilAsserted(() -> assertThat(said).hasSize(1));
        assertThat(said.get(0)).isInstanceOf(AgiCommandException.class);
    }

    private record SayingHandler(List<Throwable> said) implements ExceptionHandler {

        @Override
        public void handleException(Throwable problem) {
            said.add(problem);
        }

        @Override
        public void handleException(String message, Throwable problem) {
            said.add(problem);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable problem) {
            said.add(problem);
        }
    }

    private void assertEndedQuietly(TestCall call) throws Exception {
        assertThat(call.end()).isEqualTo(AgiEnd.HANGUP);
        assertThat(completed.get(10, TimeUnit.SECONDS).getMessage().getHeaders())
                .containsEntry(AgiConstants.END, "HANGUP");
        await().until(() -> !outcomes.isEmpty());
        assertThat(outcomes).doesNotContain("failed");
        assertThat(passed).isEmpty();
    }

    private TestCall hold(String command) {
        return server.dial("test").orElseThrow().holding(command).begin().awaitCommand(command);
    }

    private void route(String from, String... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onCompletion().process(exchange -> completed.complete(exchange.copy()));
                from(from).to(steps).process(exchange -> passed.add("after"));
            }
        });
    }
}
