package io.jackfield.examples.eventsjms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.ReceivedAction;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of commands, and that each has its reply, whatever it is like. */
class CommandsTest {

    private static TestBroker broker;
    private static Integration integration;
    private static Esb esb;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        broker = new TestBroker(folder, 64 << 20);
        integration = new Integration(broker.url());
        esb = new Esb(broker.url(), "type = 'call'");
    }

    @AfterAll
    static void stop() throws Exception {
        esb.close();
        integration.close();
        broker.close();
    }

    @Test
    void aCallIsPlacedAndTheReplySaysWhetherItWasAnswered() throws Exception {
        JsonNode answered = esb.command(
                """
                {"version": 1, "action": "Originate", "arguments": {"Channel": "Local/100@default", "Application": "Wait",
                 "Data": 5, "CallerID": "\\"O'Neil, A=B\\" <4711>", "Variable": {"ORDER": "1,2=\\"3\\""}}}
                """);
        assertThat(answered.path("success").asBoolean()).isTrue();
        assertThat(answered.path("message").asText()).isEqualTo("answered");
        assertThat(answered.at("/headers/Uniqueid").asText()).isNotEmpty();

        JsonNode busy = esb.command(
                """
                {"version": 1, "action": "Originate", "arguments": {"Channel": "Local/101@default", "Application": "Wait"}}
                """);
        assertThat(busy.at("/error/code").asText()).isEqualTo("NOT_ANSWERED");
        assertThat(busy.at("/error/message").asText()).isEqualTo("busy");
    }

    @Test
    void aCallWithAsyncIsAnsweredAtOnceAndItsOutcomeIsAnEvent() throws Exception {
        JsonNode queued = esb.command(
                """
                {"version": 1, "action": "originate", "arguments": {"Channel": "Local/100@default", "Application": "Wait",
                 "Data": "5", "async": true}}
                """);
        assertThat(queued.path("message").asText()).isEqualTo("Originate successfully queued");
        List<JsonNode> events = esb.eventsUntil("OriginateResponse");
        assertThat(events.get(events.size() - 1).at("/headers/Response").asText())
                .isEqualTo("Success");
    }

    @Test
    void aListIsItsItemsAndAnErrorOfThePbxIsOne() throws Exception {
        Call call = integration.pbx.call("1001", "2001").answer();
        JsonNode channels = esb.command("{\"version\": 1, \"action\": \"CoreShowChannels\"}");
        assertThat(channels.path("items"))
                .extracting(item -> item.path("Channel").asText())
                .contains(call.channel());
        call.hangup();

        JsonNode unknown = esb.command("{\"version\": 1, \"action\": \"Nonsense\", \"arguments\": {}}");
        assertThat(unknown.at("/error/code").asText()).isEqualTo("REFUSED");
        assertThat(unknown.at("/error/message").asText()).contains("Nonsense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Action: Command\r\nCommand: core stop now\r\n\r\n",
                "null",
                "[]",
                "{\"version\":1,\"action\":\"Ping\"",
                "{\"version\":1,\"action\":\"Ping\"} {\"version\":1,\"action\":\"Ping\"}",
                "{\"version\":1,\"action\":\"Ping\",\"action\":\"Command\"}",
                "{\"version\":2,\"action\":\"Ping\"}",
                "{\"action\":\"Ping\"}",
                "{\"version\":1}",
                "{\"version\":1,\"action\":\"Ping\",\"permit\":\"*\"}",
                "{\"version\":1,\"action\":\"Ping?host=127.0.0.1&username=x\"}",
                "{\"version\":1,\"action\":\"Ping\\r\\nCommand: core stop now\"}",
                "{\"version\":1,\"action\":\"\\ud800\"}",
                "{\"version\":1,\"action\":\"${bean:x}\"}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A\":\"1\\r\\nAction: Command\"}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A: x\\r\\nB\":\"1\"}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A\":\"\\u0000\"}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"\\ud800\":{\"a\":{}}}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"ActionID\":\"1\"}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"Action\":\"Command\"}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A\":null}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A\":[[1]]}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"A\":{\"b\":{\"c\":1}}}}",
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":\"A\"}",
                "{\"version\":1,\"action\":\"Logoff\"}",
                "{\"version\":1,\"action\":\"Events\",\"arguments\":{\"EventMask\":\"off\"}}"
            })
    void aCommandThatIsNoneIsToldSoAndTheNextOneIsCarriedOut(String text) throws Exception {
        JsonNode reply = esb.send(esb.session.createTextMessage(text));
        assertThat(reply.at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        assertThat(reply.at("/error/message").asText()).isNotBlank();
        assertStillAtWork();
        assertThat(integration.pbx.actions()).extracting(ReceivedAction::name).doesNotContain("Command", "Logoff");
    }

    @Test
    void messagesThatAreNoTextOrFarTooMuchAreToldSo() throws Exception {
        TextMessage huge = esb.session.createTextMessage("{\"version\":1,\"action\":\"" + "x".repeat(5 << 20) + "\"}");
        assertThat(esb.send(huge).at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        TextMessage deep = esb.session.createTextMessage("{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"a\":"
                + "[".repeat(50_000) + "]".repeat(50_000) + "}}");
        assertThat(esb.send(deep).at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        String many = "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"a\":[" + "1,".repeat(2000) + "1]}}";
        assertThat(esb.send(esb.session.createTextMessage(many))
                        .at("/error/code")
                        .asText())
                .isEqualTo("BAD_COMMAND");
        TextMessage longLine = esb.session.createTextMessage(
                "{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"a\":\"" + "x".repeat(3000) + "\"}}");
        assertThat(esb.send(longLine).at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        MapMessage map = esb.session.createMapMessage();
        map.setString("action", "Ping");
        assertThat(esb.send(map).at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        ObjectMessage object = esb.session.createObjectMessage(new java.util.Date());
        assertThat(esb.send(object).at("/error/code").asText()).isEqualTo("BAD_COMMAND");
        assertThat(esb.send(esb.session.createMessage()).at("/error/code").asText())
                .isEqualTo("BAD_COMMAND");
        assertStillAtWork();

        BytesMessage bytes = esb.session.createBytesMessage();
        bytes.writeBytes("{\"version\":1,\"action\":\"Ping\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(esb.send(bytes).path("success").asBoolean()).isTrue();
    }

    @Test
    void whatTheConnectionDoesNotPermitIsNotDone() throws Exception {
        for (String arguments : List.of(
                "\"action\": \"Command\", \"arguments\": {\"Command\": \"core stop now\"}",
                "\"action\": \"cOMMAND\", \"arguments\": {\"Command\": \"core stop now\"}",
                "\"action\": \"Originate\", \"arguments\": {\"Channel\": \"Local/1@a\", \"Application\": \"System\", \"Data\": \"x\"}",
                "\"action\": \"UpdateConfig\"")) {
            JsonNode reply = esb.command("{\"version\": 1, " + arguments + "}");
            assertThat(reply.at("/error/code").asText()).isEqualTo("NOT_PERMITTED");
            assertThat(reply.at("/error/message").asText()).contains("permit = ");
        }
        assertThat(integration.pbx.actions())
                .extracting(ReceivedAction::name)
                .doesNotContain("Command", "cOMMAND", "UpdateConfig");
        assertThat(integration.pbx.actions())
                .noneMatch(action -> action.toString().contains("System"));
    }

    @Test
    void propertiesOfAMessageAreNoArguments() throws Exception {
        Message message = esb.session.createTextMessage(
                "{\"version\":1,\"action\":\"UserEvent\",\"arguments\":{\"UserEvent\":\"A\"}}");
        message.setStringProperty("CamelAmiArg_DOT_UserEvent", "B");
        message.setStringProperty("CamelAmiArg_DOT_Extra", "C");
        message.setStringProperty("CamelToDynamic", "D");
        message.setStringProperty("breadcrumbId", "E");
        assertThat(esb.send(message).path("success").asBoolean()).isTrue();
        ReceivedAction sent =
                integration.pbx.actions().get(integration.pbx.actions().size() - 1);
        assertThat(sent.toString()).contains("UserEvent").doesNotContain("B").doesNotContain("Extra");
    }

    @Test
    void withoutACorrelationIdTheMessageIdIsIt() throws Exception {
        Message message = esb.session.createTextMessage("{\"version\":1,\"action\":\"Ping\"}");
        Queue replies = esb.session.createQueue("my.replies");
        message.setJMSReplyTo(replies);
        assertThat(esb.send(message, replies).path("success").asBoolean()).isTrue();
    }

    @Test
    void repliesThatCannotBeSentAreNotSentForEver() throws Exception {
        long before = pings();
        MessageProducer producer = esb.session.createProducer(esb.commandQueue());
        producer.send(
                esb.session.createTextMessage("{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"X\":\"Loop\"}}"));
        producer.send(esb.session.createTextMessage("nobody hears of this"));
        Message loop =
                esb.session.createTextMessage("{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"X\":\"Loop\"}}");
        loop.setJMSReplyTo(esb.commandQueue());
        producer.send(loop);
        TemporaryQueue gone = esb.session.createTemporaryQueue();
        Message late =
                esb.session.createTextMessage("{\"version\":1,\"action\":\"Ping\",\"arguments\":{\"X\":\"Loop\"}}");
        late.setJMSReplyTo(gone);
        gone.delete();
        producer.send(late);
        await().until(() -> pings() - before == 3);
        assertStillAtWork();
        assertThat(pings() - before).isEqualTo(3);
    }

    @Test
    void whileThePbxIsAwayCommandsAreToldSo() throws Exception {
        integration.pbx.kill();
        JsonNode reply = esb.command("{\"version\": 1, \"action\": \"Ping\"}");
        assertThat(reply.at("/error/code").asText()).isIn("NOT_CONNECTED", "OUTCOME_UNKNOWN");
        JsonNode next = esb.command("{\"version\": 1, \"action\": \"Ping\"}");
        assertThat(next.at("/error/code").asText()).isEqualTo("NOT_CONNECTED");
        integration.pbx.boot();
        await().until(() -> esb.command("{\"version\": 1, \"action\": \"Ping\"}")
                .path("success")
                .asBoolean());
    }

    /** The pings of the routes; those that the connection sends by itself have no argument. */
    private static long pings() {
        return integration.pbx.actions().stream()
                .filter(action ->
                        action.name().equals("Ping") && action.toString().contains("Loop"))
                .count();
    }

    private void assertStillAtWork() throws Exception {
        JsonNode reply = esb.command("{\"version\": 1, \"action\": \"Ping\"}");
        assertThat(reply.path("success").asBoolean()).isTrue();
        assertThat(reply.at("/headers/Ping").asText()).isEqualTo("Pong");
    }
}
