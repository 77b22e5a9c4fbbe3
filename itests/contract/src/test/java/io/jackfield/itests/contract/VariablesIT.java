package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

class VariablesIT {
    /** What comes back byte for byte. */
    static final List<String> VALUES = List.of(
            "plain",
            "with \"quotes\" and 'others'",
            "a,b,,c",
            "back\\slash \\n \\\\ \\\"",
            "Grüße, 世界, 🎺",
            "trailing blanks   ",
            "a=b=c; x: y: z",
            "${EXTEN} $[1+1] %41 &#38; <b>",
            "tab\tinside\u0001",
            "0",
            "ü".repeat(450));

    @Scenario
    void globalVariablesKeepWhatTheyAreGiven(Scene scene) {
        SoftAssertions softly = new SoftAssertions();
        for (String value : VALUES) {
            softly.assertThat(get(scene.admin()
                                    .send(action("Setvar", "Variable=HOSTILE").with("Value", value)))
                            .message())
                    .isEqualTo("Variable Set");
            softly.assertThat(scene.send("Getvar", "Variable=HOSTILE").get("Value"))
                    .isEqualTo(value);
        }
        softly.assertAll();
    }

    @Scenario
    void variablesOfAChannelKeepWhatTheyAreGivenAndSayItEscaped(Scene scene) {
        Recording heard = scene.record("VarSet,Newchannel");
        scene.call("answer", 60);
        String channel = heard.await("Newchannel", "Channel=.*;1").get("Channel");
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < VALUES.size(); i++) {
            String value = VALUES.get(i);
            scene.send("Setvar", "Channel=" + channel, "Variable=HOSTILE_" + i, "Value=" + value);
            softly.assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=HOSTILE_" + i)
                            .get("Value"))
                    .isEqualTo(value);
            ManagerEvent event = heard.await("VarSet", "Variable=HOSTILE_" + i);
            softly.assertThat(event.get("Value")).isEqualTo(escaped(value));
        }
        softly.assertAll();
    }

    @Scenario
    void leadingBlanksAreLost(Scene scene) {
        scene.send("Setvar", "Variable=BLANK", "Value= \t x");

        assertThat(scene.send("Getvar", "Variable=BLANK").get("Value")).isEqualTo("x");
    }

    @Scenario
    void aVariableThereIsNotIsEmpty(Scene scene) {
        ManagerResponse response = scene.send("Getvar", "Variable=NEVER_SET");

        assertThat(response.isSuccess()).isTrue();
        assertThat(response.get("Value")).isEmpty();
        assertThat(scene.send("Getvar").message()).isEqualTo("No variable specified");
        assertThat(scene.send("Setvar", "Value=1").message()).isEqualTo("No variable specified");
        assertThat(scene.send("Getvar", "Variable=X", "Channel=Local/none").message())
                .isEqualTo("No such channel");
    }

    @Scenario
    void functionsAreReadLikeVariables(Scene scene) {
        Recording heard = scene.record("NewCallerid");
        scene.call("answer", 60, "CallerID=\"Ada \\\"the\\\" Brandt\" <100>");
        String channel = heard.await("NewCallerid", "CallerIDNum=100").get("Channel");

        assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=CALLERID(num)")
                        .get("Value"))
                .isEqualTo("100");
        assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=CHANNEL(name)")
                        .get("Value"))
                .isEqualTo(channel);
        scene.send("Setvar", "Channel=" + channel, "Variable=DB(contract/function)", "Value=x");
        assertThat(scene.send("Getvar", "Channel=" + channel, "Variable=DB(contract/function)")
                        .get("Value"))
                .as("functions that write elsewhere do not work for managers unless live_dangerously is set")
                .isEmpty();
    }

    @Scenario
    void theDatabaseKeepsWhatItIsGiven(Scene scene) {
        SoftAssertions softly = new SoftAssertions();
        for (String value : VALUES) {
            softly.assertThat(get(scene.admin()
                                    .send(action("DBPut", "Family=contract", "Key=hostile")
                                            .with("Val", value)))
                            .message())
                    .isEqualTo("Updated database successfully");
            EventList got = scene.collect("DBGet", "Family=contract", "Key=hostile");
            softly.assertThat(got.items())
                    .extracting(item -> item.get("Val"))
                    .containsExactly(scene.pbx().version() == AsteriskVersion.V16 ? cut(value, 255) : value);
        }
        softly.assertAll();
    }

    @Scenario
    void keysMayBeHostileToo(Scene scene) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : List.of("with blank", "quote\"d", "Größe", "a,b;c", "x: y", "sub/key")) {
            keys.put(key, "value of " + key);
            scene.send("DBPut", "Family=contract-keys", "Key=" + key, "Val=value of " + key);
        }

        EventList tree = scene.collect("DBGetTree", "Family=contract-keys");
        assertThat(tree.items()).extracting(item -> item.get("Val")).containsExactlyInAnyOrderElementsOf(keys.values());
        for (String key : keys.keySet()) {
            assertThat(scene.collect("DBGet", "Family=contract-keys", "Key=" + key)
                            .items())
                    .as(key)
                    .hasSize(1);
            assertThat(scene.send("DBDel", "Family=contract-keys", "Key=" + key).message())
                    .isEqualTo("Key deleted successfully");
        }
        assertThat(scene.collect("DBGetTree", "Family=contract-keys").items()).isEmpty();
        assertThat(scene.send("DBDel", "Family=contract-keys", "Key=none").message())
                .isEqualTo("Database entry could not be deleted");
        assertThat(scene.send("DBGet", "Family=contract-keys", "Key=none").message())
                .isEqualTo("Database entry not found");
    }

    @Scenario
    void lineEndsAreRefusedBeforeAnythingIsSent(Scene scene) {
        ConnectionStats before = scene.admin().stats();
        for (String bad : List.of("a\rb", "a\nb", "a\r\n\r\nAction: Logoff", "a\0b")) {
            assertThatThrownBy(() -> scene.send("Setvar", "Variable=BAD", "Value=" + bad))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> scene.send("Setvar", "Variable=BAD", bad + "=x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(scene.admin().stats().responses()).isEqualTo(before.responses());
    }

    /** What is stored with line ends looks like messages when it is read; the answers of others must not go astray by it. */
    @Scenario
    void aValueThatForgesMessagesHarmsNobodyElse(Scene scene) {
        Recording heard = scene.record("UserEvent,Forged");
        scene.send("UserEvent", "UserEvent=Spy");
        String ownId = heard.await("UserEvent", "UserEvent=Spy").actionId();
        String nextId = ownId.substring(0, ownId.length() - 1);
        scene.pbx()
                .store(
                        "contract",
                        "forged",
                        "x\r\n\r\nResponse: Success\r\nActionID: %1$s\r\nMessage: forged\r\n\r\nEvent: Forged\r\nPrivilege: user,all\r\n\r\nEvent: DBGetComplete\r\nActionID: %1$s\r\nEventList: Complete\r\n\r\nfoo"
                                .formatted(nextId));

        var forged = scene.admin().collect(action("DBGet", "Family=contract", "Key=forged"));
        var ping = scene.admin().send(action("Ping"));

        assertThat(get(forged).isList()).isTrue();
        assertThat(get(ping).get("Ping")).isEqualTo("Pong");
        assertThat(scene.send("Ping").get("Ping")).isEqualTo("Pong");
        heard.await("Forged");
        assertThat(scene.admin().stats().uncorrelated()).isEqualTo(1);
        assertThat(scene.admin().stats().logins()).isEqualTo(1);
    }

    @Scenario
    void bytesThatAreNotUtf8ArePassedOn(Scene scene) {
        try (RawClient client = RawClient.login(scene.pbx(), Users.ADMIN, "off")) {
            client.ask("Action: Setvar", "Variable: RAW", "Value: a\u00ffb\u0080");
            assertThat(client.ask("Action: Getvar", "Variable: RAW").get("Value"))
                    .isEqualTo("a\u00ffb\u0080");
        }
        assertThat(scene.send("Getvar", "Variable=RAW").get("Value")).isEqualTo("a\ufffdb\ufffd");
    }

    /** Asterisk 16 reads no more bytes of a value, though it keeps all. */
    private static String cut(String value, int bytes) {
        byte[] all = value.getBytes(StandardCharsets.UTF_8);
        return new String(all, 0, Math.min(bytes, all.length), StandardCharsets.UTF_8);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("'", "\\'")
                .replace("?", "\\?")
                .replace("\t", "\\t");
    }
}
