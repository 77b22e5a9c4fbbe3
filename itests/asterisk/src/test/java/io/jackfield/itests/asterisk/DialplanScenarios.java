package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.asterisk.internal.ManagerSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each extension does what the table at the top of {@code extensions.conf} says. */
abstract class DialplanScenarios {
    private static Asterisk pbx;

    private ManagerSession admin;
    private EventRecorder events;

    static void startPbx(AsteriskVersion version) {
        pbx = RealPbx.of(version).variable("WAIT", "20").start();
    }

    @AfterAll
    static void closePbx() {
        if (pbx != null) {
            pbx.close();
            pbx = null;
        }
    }

    @BeforeEach
    void login() throws IOException {
        events = new EventRecorder(pbx);
        admin = ManagerSession.connect(pbx.host(), pbx.amiPort());
        admin.login(pbx.admin());
    }

    @AfterEach
    void hangUp() throws IOException {
        pbx.cli("channel request hangup all");
        admin.close();
        events.close();
    }

    /** Reasons are those of OriginateResponse: 1 hung up, 3 no answer in time, 4 answered, 5 busy, 8 congestion. */
    @ParameterizedTest
    @CsvSource({
        "answer,4",
        "hangup,4",
        "echo,4",
        "dtmf,4",
        "digits,4",
        "ring,3",
        "busy,5",
        "congestion,8",
        "reject,[01]",
        "nothing,0"
    })
    void callsEndUpAsTheTableSays(String extension, String reason) {
        call(extension, "Wait", "20");

        events.await("OriginateResponse", "Exten=.*", "Reason=" + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "dial-answer,ANSWER",
        "dial-two,ANSWER",
        "dial-busy,BUSY",
        "dial-congestion,CONGESTION",
        "dial-noanswer,NOANSWER"
    })
    void dialsEndInTheirStatus(String extension, String status) {
        String call = call(extension, "Wait", "20", "__WAIT=1");

        events.await("UserEvent", "UserEvent=Dialed", "Linkedid=" + call, "Status=" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "queue,AgentConnect,Queue=support",
        "queue-empty,QueueCallerLeave,Queue=empty",
        "conference,ConfbridgeJoin,Conference=meeting",
        "park,ParkedCall,Parkinglot=default",
        "agent-login,AgentLogin,Agent=1001",
        "record,MixMonitorStart,Channel=Local/record@default.*",
        "userevent,UserEvent,UserEvent=Jackfield",
        "async-lcr,AsyncAGIStart,Channel=Local/async-lcr@default.*"
    })
    void applicationsRaiseTheirEvents(String extension, String event, String header) {
        call(extension, "Wait", "20");

        events.await(event, header);
    }

    @Test
    void digitsAreSentAndRead() {
        callExtension("dtmf", "digits");

        events.await("UserEvent", "UserEvent=Digits", "Digits=123");
    }

    @Test
    void textOfAUserEventComesFromTheCall() {
        String call = call("userevent", "Wait", "20", "TEXT=hello world");

        events.await("UserEvent", "UserEvent=Jackfield", "Linkedid=" + call, "Text=hello world");
    }

    @Test
    void agiWithoutAServerFails() {
        call("agi-lcr", "Wait", "20", "AGI_PORT=9");

        events.await("UserEvent", "UserEvent=AgiDone", "Status=FAILURE");
    }

    @Test
    void agiAsksTheServerThatTheVariablesName() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(pbx.host()))) {
            pbx.cli("dialplan set global AGI_PORT " + server.getLocalPort());
            call("agi-support", "Wait", "20");

            try (Socket session = server.accept();
                    BufferedReader input = new BufferedReader(
                            new InputStreamReader(session.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(input.readLine()).isEqualTo("agi_network: yes");
                assertThat(input.readLine()).isEqualTo("agi_network_script: support");
            }
        }
        events.await("UserEvent", "UserEvent=AgiDone", "Status=SUCCESS");
    }

    private String call(String extension, String application, String data, String... variables) {
        return originate(extension, Map.of("Application", application, "Data", data), variables);
    }

    private void callExtension(String extension, String other) {
        originate(extension, Map.of("Context", "default", "Exten", other, "Priority", "1"));
    }

    /** Calls an extension; the caller's side does what `then` says. Returns the Linkedid of the call. */
    private String originate(String extension, Map<String, String> then, String... variables) {
        String id = "test-" + UUID.randomUUID();
        Map<String, String> headers = new LinkedHashMap<>(then);
        headers.put("Channel", "Local/" + extension + "@default/n");
        headers.put("ChannelId", id);
        headers.put("Timeout", "2000");
        headers.put("Async", "true");
        if (variables.length > 0) {
            headers.put("Variable", String.join(",", variables));
        }
        admin.send("Originate", headers);
        return id;
    }
}
