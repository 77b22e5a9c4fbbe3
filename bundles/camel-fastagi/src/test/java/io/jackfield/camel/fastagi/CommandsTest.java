package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiTimeoutException;
import io.jackfield.agi.AgiVerb;
import io.jackfield.agi.DeadChannelException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command in a route: what it sends and what it brings. */
class CommandsTest {

    private final TestServer server = new TestServer("main");
    private final CamelContext context = new DefaultCamelContext();
    private final CompletableFuture<Exchange> after = new CompletableFuture<>();

    @BeforeEach
    void start() {
        context.getRegistry().bind("main", server);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "agi:answer | ANSWER",
                "agi:stream-file?file=welcome | STREAM FILE \"welcome\" \"\"",
                "agi:stream-file?file=welcome&escapeDigits=0123 | STREAM FILE \"welcome\" \"0123\"",
                "agi:get-data?file=enter-pin&timeout=5s&maxDigits=4 | GET DATA \"enter-pin\" \"5000\" \"4\"",
                "agi:exec?application=Dial&options=PJSIP/100,20 | EXEC \"Dial\" \"PJSIP/100,20\"",
                "agi:exec?application=Dial&options=PJSIP/${header.CamelAgiCallerId},20 | EXEC \"Dial\" \"PJSIP/100,20\"",
                "agi:get-full-variable?expression=${CALLERID(num)} | GET FULL VARIABLE \"${CALLERID(num)}\"",
                "agi:set-variable?variable=X&value=${header.plus} | SET VARIABLE \"X\" \"+49 30 & 1\"",
                "agi:set-variable?variable=X&value=RAW(+49 & 100%) | SET VARIABLE \"X\" \"+49 & 100%\"",
                "agi:set-variable?variable=X&value=${header.quote} | SET VARIABLE \"X\" \"a\\\" \\\\b\"",
                "agi:wait-for-digit?timeout=forever | WAIT FOR DIGIT \"-1\"",
                "agi:record-file?file=msg&timeout=60s&beep=true&silence=3s | RECORD FILE \"msg\" \"wav\" \"#\" \"60000\" \"0\" \"BEEP\" \"s=3\"",
                "agi:raw?line=STREAM FILE ${header.name} 1 | STREAM FILE \"x\" \"1\"",
            })
    void areSent(String uri, String line) throws Exception {
        route(uri);

        assertThat(unquoted(call().answering("GET FULL VARIABLE", "200 result=1 ()")
                        .begin()
                        .commandsOfTheRoute()
                        .get(0)))
                .isEqualTo(unquoted(line));
    }

    /** Whether a word without blanks is quoted is the encoder's business. */
    private static String unquoted(String line) {
        return line.replaceAll("(?<=^| )\"([^\" \\\\]+)\"(?=$| )", "$1");
    }

    @Test
    void aValueOfACallerStaysOneArgument() throws Exception {
        route(
                exchange -> exchange.getMessage().setHeader("name", "x&application=System\" \"rm"),
                "agi:stream-file?file=${header.name}");

        assertThat(server.call("test").commandsOfTheRoute())
                .containsExactly("STREAM FILE \"x&application=System\\\" \\\"rm\" \"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nEXEC System x", "a\rb", "a\0b"})
    void whatWouldBeASecondCommandIsRefused(String hostile) throws Exception {
        route(
                exchange -> exchange.getMessage().setHeader("name", hostile),
                "agi:set-variable?variable=X&value=${header.name}");

        TestCall call = server.call("test");
        assertThat(call.end()).isEqualTo(AgiEnd.CLOSED);
        assertThat(call.commands()).hasSize(1).allMatch(command -> command.contains("FAILED"));
    }

    @Test
    void whatAsteriskWouldEvaluateDoesNotGetIntoExec() throws Exception {
        route(
                exchange -> exchange.getMessage().setHeader("name", "${SHELL(id)}"),
                "agi:exec?application=Dial&options=${header.name}");

        TestCall call = server.call("test");
        call.end();
        assertThat(call.commands()).hasSize(1).allMatch(command -> command.contains("FAILED"));
    }

    @Test
    void aCommandThatFetchesSetsTheBody() throws Exception {
        route("agi:get-variable?variable=ACCOUNT");
        TestCall call =
                call().answering("GET VARIABLE", "200 result=1 (a)b) c)").begin();

        assertThat(after(call).getMessage().getBody()).isEqualTo("a)b) c");
        assertThat(headers()).containsEntry(AgiConstants.CODE, 200).containsEntry(AgiConstants.DATA, "a)b) c");
    }

    @Test
    void whatIsNotThereIsNull() throws Exception {
        route("agi:get-variable?variable=ACCOUNT");
        TestCall call = call().answering("GET VARIABLE", "200 result=0").begin();

        assertThat(after(call).getMessage().getBody()).isNull();
        assertThat(headers()).doesNotContainKey(AgiConstants.DATA);
    }

    @Test
    void noDigitsAreEmptyDigits() throws Exception {
        route("agi:get-data?file=pin");
        TestCall call = call().answering("GET DATA", "200 result= (timeout)").begin();

        assertThat(after(call).getMessage().getBody()).isEqualTo("");
        assertThat(headers()).containsEntry(AgiConstants.DATA, "timeout").doesNotContainKey(AgiConstants.DIGIT);
    }

    @Test
    void theResultGoesIntoAHeader() throws Exception {
        route("agi:get-data?file=pin&result=header.pin");
        TestCall call = call().answering("GET DATA", "200 result=0042").begin();

        assertThat(after(call).getMessage().getHeader("pin")).isEqualTo("0042");
        assertThat(after(call).getMessage().getBody(String.class)).contains("\"agi_callerid\":\"100\"");
    }

    @Test
    void theResultGoesIntoAVariable() throws Exception {
        route("agi:get-data?file=pin&result=variable.pin");
        TestCall call = call().answering("GET DATA", "200 result=0042").begin();

        assertThat(after(call).getVariable("pin")).isEqualTo("0042");
    }

    @Test
    void aPromptLeavesTheBodyAloneAndTellsTheKeyAndThePlace() throws Exception {
        route("agi:stream-file?file=menu&escapeDigits=1");
        TestCall call =
                call().answering("STREAM FILE", "200 result=49 endpos=4000").begin();

        assertThat(after(call).getMessage().getBody(String.class)).contains("\"agi_callerid\":\"100\"");
        assertThat(headers())
                .containsEntry(AgiConstants.DIGIT, "1")
                .containsEntry(AgiConstants.ENDPOS, 4000L)
                .containsEntry(AgiConstants.RESULT, "49");
    }

    @Test
    void headersOfTheCommandBeforeAreGone() throws Exception {
        route("agi:stream-file?file=menu&escapeDigits=1", "agi:answer");
        TestCall call =
                call().answering("STREAM FILE", "200 result=49 endpos=4000").begin();

        assertThat(after(call).getMessage().getHeaders())
                .doesNotContainKeys(AgiConstants.DIGIT, AgiConstants.ENDPOS, AgiConstants.DATA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agi:stream-file?file=x | 200 result=-1 endpos=0 | is there such a sound file",
                "agi:exec?application=Nope | 200 result=-2 | no such application",
                "agi:answer | 510 Invalid or unknown command | 510",
                "agi:set-priority?priority=x | 520 Invalid command syntax.  Proper usage not available. | 520",
                "agi:database-put?family=a&key=b&value=c | 200 result=0 | DATABASE PUT failed",
            })
    void whatAsteriskCannotDoMakesTheExchangeFail(String uri, String reply, String message) throws Exception {
        CompletableFuture<Throwable> problem = problem(uri);
        call().answering("SET VARIABLE", "200 result=1")
                .answering("CHANNEL STATUS", "200 result=6")
                .answering("NOOP", "200 result=0")
                .answering("", reply)
                .begin();

        assertThat(problem.get(10, TimeUnit.SECONDS))
                .isInstanceOf(AgiCommandException.class)
                .hasMessageContaining("PJSIP/100-00000001: ")
                .hasMessageContaining(message);
    }

    @Test
    void orTellsItInHeaders() throws Exception {
        route("agi:set-priority?priority=x&failOnError=false");
        TestCall call = call().answering("SET PRIORITY", "520 Invalid command syntax.  Proper usage not available.")
                .begin();

        assertThat(after(call).getMessage().getHeaders())
                .containsEntry(AgiConstants.CODE, 520)
                .containsEntry(AgiConstants.RESULT, "");
        assertThat(call.commandsOfTheRoute()).hasSize(1);
    }

    @Test
    void aMissingPromptIsNoFailureThenEither() throws Exception {
        route("agi:stream-file?file=x&failOnError=false");
        TestCall call = call().answering("STREAM FILE", "200 result=-1 endpos=0")
                .answering("CHANNEL STATUS", "200 result=6")
                .begin();

        assertThat(after(call).getMessage().getHeaders()).containsEntry(AgiConstants.RESULT, "-1");
    }

    @Test
    void aTextThatNeverComesIsNoFailure() throws Exception {
        route("agi:receive-text?timeout=1s");
        TestCall call = call().answering("RECEIVE TEXT", "200 result=-1")
                .answering("CHANNEL STATUS", "200 result=6")
                .begin();

        assertThat(after(call).getMessage().getBody()).isNull();
    }

    @Test
    void aReplyThatNeverComesEndsTheSession() throws Exception {
        CompletableFuture<Throwable> problem = problem("agi:answer?replyTimeout=50");
        TestCall call = call().holding("ANSWER").begin();

        assertThat(problem.get(10, TimeUnit.SECONDS)).isInstanceOf(AgiTimeoutException.class);
        assertThat(call.end()).isEqualTo(AgiEnd.TIMEOUT);
    }

    @Test
    void aDeadChannelAtTheBeginningIsDeadChannelException() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test?onHangup=continue")
                        .doTry()
                        .to("agi:answer")
                        .doCatch(DeadChannelException.class)
                        .process(after::complete)
                        .end();
            }
        });
        call().answering("ANSWER", "511 Command Not Permitted on a dead channel or intercept routine")
                .begin();

        assertThat(after.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agi:strem-file?file=x | there is no such command, expected raw or one of answer, ",
                "agi:answer?file=x | agi:answer has no argument file, expected none",
                "agi:stream-file?file=x&maxDigits=3 | agi:stream-file has no argument maxDigits, expected file, escapeDigits, offset",
                "agi:stream-file?escapeDigits=1 | agi:stream-file needs the argument file; it has file, escapeDigits, offset",
                "agi:get-data?timeout=5x | GET DATA: the argument timeout is not as expected",
                "agi:get-data?file=${header.x}&timeout=5x | GET DATA: the argument timeout is not as expected",
                "agi:say-alpha?text=a&letterCase=z | SAY ALPHA: the argument letterCase is not as expected",
                "agi:noop?text=${header.x | expected symbol functionEnd",
                "agi:stream-file?file=x&escapeDigits=E | STREAM FILE: the argument escapeDigits is not as expected",
                "agi:answer?result=header.x | agi:answer fetches nothing that result=header.x could take",
                "agi:get-data?result=property.x | result=property.x: expected body, header.name or variable.name",
                "agi:answer?replyTimeout=0 | replyTimeout=0: expected a time above zero",
                "agi:raw | agi:raw needs the argument line",
                "agi:raw?line=failure | begins with 'failure'",
                "agi:answer?nope=1 | Unknown parameters=[{nope=1}]",
            })
    void mistakesAreSaidAtTheStart(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining(message);
    }

    @ParameterizedTest
    @EnumSource(AgiVerb.class)
    void everyArgumentCanBeAnExpression(AgiVerb verb) throws Exception {
        String arguments = verb.parameters().stream()
                .map(parameter -> parameter.name() + "=${header." + parameter.name() + "}")
                .collect(Collectors.joining("&"));

        assertThat(context.getEndpoint("agi:" + verb.uriName() + "?" + arguments))
                .isInstanceOf(AgiEndpoint.class);
    }

    @Test
    void theSchemeIsNoConsumer() {
        assertThatThrownBy(() -> context.getEndpoint("agi:answer").createConsumer(exchange -> {}))
                .hasMessageContaining("calls come from fastagi:script or asyncagi:connection/script");
    }

    private TestCall call() {
        return server.dial("test").orElseThrow();
    }

    private Exchange after(TestCall call) throws Exception {
        return after.get(10, TimeUnit.SECONDS);
    }

    private Map<String, Object> headers() {
        return after.join().getMessage().getHeaders();
    }

    private void route(String... steps) throws Exception {
        route(
                exchange -> {
                    exchange.getMessage().setHeader("name", "x");
                    exchange.getMessage().setHeader("plus", "+49 30 & 1");
                    exchange.getMessage().setHeader("quote", "a\" \\b");
                },
                steps);
    }

    private void route(Processor before, String... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastagi:test").process(before).to(steps).process(exchange -> after.complete(exchange.copy()));
            }
        });
    }

    private CompletableFuture<Throwable> problem(String step) throws Exception {
        CompletableFuture<Throwable> problem = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Throwable.class)
                        .handled(true)
                        .process(exchange ->
                                problem.complete(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
                from("fastagi:test").to(step);
            }
        });
        return problem;
    }
}
