package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgiCallsTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    private FakeManager pbx;
    private AgiCalls calls;

    @BeforeEach
    void placeOne() throws IOException {
        pbx = new FakeManager();
        pbx.answerLogin("Response: Success\r\n\r\n", new ArrayList<>());
        calls = new AgiCalls(
                "ivr", List.of(IvrCaller.values()), KarafFolder.HOST, pbx.port(), ManagerUser.all("demo", "s3cret"));
        calls.place(MOMENT);
    }

    @AfterEach
    void close() throws IOException {
        calls.close();
        pbx.close();
    }

    @Test
    void aCallIsWhatThePbxSaysOfIt() throws IOException {
        List<String> originate = pbx.message();
        assertThat(originate)
                .startsWith("Action: Originate", "Channel: Local/customer@ivr/n")
                .contains("Context: ivr", "Exten: ivr", "Async: true");
        String id = originate.get(2).substring("ChannelId: ".length());

        assertThatThrownBy(() -> calls.awaitEnd(MOMENT))
                .isInstanceOf(DemoException.class)
                .hasMessage("of 1 calls only 0 are over after 0 s");
        pbx.send(set(id, "OTHER", "1") + set("somebody's", "AGISTATUS", "FAILURE") + set(id, "AGISTATUS", "SUCCESS")
                + "Event: Hangup\r\nUniqueid: somebody's\r\n\r\nEvent: Hangup\r\nUniqueid: " + id + "\r\n\r\n");
        assertThat(calls.awaitEnd(LONG)).containsExactly(new AgiCall(id, IvrCaller.CUSTOMER, "SUCCESS"));
    }

    @Test
    void whatItMissedItCannotTell() throws IOException {
        pbx.session().close();
        assertThatThrownBy(() -> calls.awaitEnd(LONG))
                .isInstanceOf(DemoException.class)
                .hasMessageStartingWith("the witness lost its connection to the PBX");
    }

    private static String set(String channel, String variable, String value) {
        return "Event: VarSet\r\nUniqueid: %s\r\nVariable: %s\r\nValue: %s\r\n\r\n".formatted(channel, variable, value);
    }
}
