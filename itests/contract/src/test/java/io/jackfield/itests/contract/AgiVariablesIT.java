package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** What variables and the database hold comes back as it is, whatever that is. */
class AgiVariablesIT {
    private static final List<String> VALUES = Stream.concat(
                    VariablesIT.VALUES.stream(),
                    Stream.of(
                            "",
                            "   leading blanks",
                            "(a) b) (c",
                            ")",
                            "()",
                            "1 (timeout) endpos=0",
                            "200 result=0",
                            "HANGUP",
                            "failure",
                            "\"",
                            "\\",
                            "x\\"))
            .toList();

    @AgiScenario
    void variablesKeepWhatTheyAreGiven(Scene scene) {
        Conversation call = Conversation.of(scene);
        SoftAssertions softly = new SoftAssertions();

        for (String value : VALUES) {
            call.execute(AgiCommands.setVariable("HOSTILE", value));
            if (!value.isEmpty()) {
                expect(softly, call, AgiCommands.getVariable("HOSTILE"), value);
            }
            expect(softly, call, AgiCommands.getFullVariable("${HOSTILE}"), value);
        }
        softly.assertAll();
    }

    @AgiScenario
    void theDatabaseKeepsWhatItIsGiven(Scene scene) {
        Conversation call = Conversation.of(scene);
        SoftAssertions softly = new SoftAssertions();

        for (String value : VALUES) {
            call.execute(AgiCommands.databasePut("agi", "odd key/ü", value));
            expect(softly, call, AgiCommands.databaseGet("agi", "odd key/ü"), value);
        }
        softly.assertAll();
    }

    private static void expect(SoftAssertions softly, Conversation call, AgiCommand command, String value) {
        softly.assertThat(call.execute(command).data()).as("%s", command).contains(value);
    }

    @AgiScenario
    void whatIsNotSetIsToldFromWhatIsEmpty(Scene scene) {
        Conversation call = Conversation.of(scene);

        assertThat(call.say("GET VARIABLE NEVER_SET")).isEqualTo("200 result=0");
        assertThat(call.say("GET FULL VARIABLE ${NEVER_SET}")).isEqualTo("200 result=1 ()");
        assertThat(call.say("GET FULL VARIABLE NEVER_SET")).isEqualTo("200 result=1 (NEVER_SET)");
        assertThat(call.say("GET FULL VARIABLE ${EXTEN} Local/none")).isEqualTo("200 result=0");
        assertThat(call.say("DATABASE GET never set")).isEqualTo("200 result=0");
        call.execute(AgiCommands.setVariable("EMPTY", ""));
        assertThat(call.say("GET FULL VARIABLE ${EMPTY}")).isEqualTo("200 result=1 ()");
    }

    @AgiScenario
    void variablesOfTheChannelAndOfAllAreRead(Scene scene) {
        Conversation call = Conversation.of(scene);
        scene.send("Setvar", "Variable=EVERYWHERE", "Value=global");

        assertThat(call.say("GET VARIABLE EVERYWHERE")).isEqualTo("200 result=1 (global)");
        call.execute(AgiCommands.setVariable("EVERYWHERE", "here"));
        assertThat(call.say("GET VARIABLE EVERYWHERE")).isEqualTo("200 result=1 (here)");
        assertThat(call.say("GET VARIABLE EVERYWHERE:1:2")).isEqualTo("200 result=0");
        assertThat(call.say("GET FULL VARIABLE ${EVERYWHERE:1:2}")).isEqualTo("200 result=1 (er)");
        assertThat(call.say("GET VARIABLE CHANNEL")).isEqualTo("200 result=1 (" + call.channel() + ")");
        assertThat(call.say("GET VARIABLE CHANNEL(state)")).isEqualTo("200 result=1 (Ring)");
        assertThat(call.say("GET FULL VARIABLE ${EXTEN}@${CONTEXT}"))
                .isEqualTo("200 result=1 (call@" + Dialplan.AGI + ")");
        String other = call.channel().replace(";2", ";1");
        assertThat(call.execute(AgiCommands.getFullVariable("${CHANNEL}", other))
                        .data())
                .contains(other);
    }

    @AgiScenario
    void functionsAreWritten(Scene scene) {
        Conversation call = Conversation.of(scene);

        assertThat(call.say(AgiCommands.setVariable("DB(agi/function)", "by function")))
                .isEqualTo("200 result=1");
        assertThat(call.say("DATABASE GET agi function")).isEqualTo("200 result=1 (by function)");
        assertThat(call.say("GET VARIABLE DB(agi/function)")).isEqualTo("200 result=1 (by function)");
        assertThat(call.say(AgiCommands.setVariable("GLOBAL(AGI_GLOBAL)", "for all")))
                .isEqualTo("200 result=1");
        assertThat(scene.send("Getvar", "Variable=AGI_GLOBAL").get("Value")).isEqualTo("for all");
    }

    @AgiScenario
    void aValueWithLineFeedsIsReadWhole(Scene scene) {
        Conversation call = Conversation.of(scene);
        SoftAssertions softly = new SoftAssertions();

        for (String value : List.of("a\nb", "x\n200 result=0\ny", "\n\n", "HANGUP\nHANGUP", "a\n\n(b)c")) {
            scene.pbx().store("contract", "lines", value);
            expect(softly, call, AgiCommands.databaseGet("contract", "lines"), value);
            expect(softly, call, AgiCommands.getVariable("DB(contract/lines)"), value);
            expect(softly, call, AgiCommands.getFullVariable("${DB(contract/lines)}"), value);
        }
        softly.assertThat(call.say("NOOP")).isEqualTo("200 result=0");
        softly.assertThat(call.session().isHungUp()).isFalse();
        softly.assertAll();
    }

    @AgiScenario
    void aValueThatLooksLikeItsOwnEndDisturbsNoOtherReply(Scene scene) {
        String value = "one)\n200 result=1 (two)\nthree)";
        scene.pbx().store("contract", "lines", value);
        Conversation call = Conversation.of(scene);

        call.execute(AgiCommands.databaseGet("contract", "lines"));

        assertThat(call.say("GET VARIABLE EXTEN")).isEqualTo("200 result=1 (call)");
        String encoded = call.execute(AgiCommands.getFullVariable("${URIENCODE(${DB(contract/lines)})}"))
                .data()
                .orElseThrow();
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(value);
    }
}
