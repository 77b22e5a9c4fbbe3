package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiReply;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.SoftAssertions;

/** What each command that needs no phone is answered. Those with sounds and keys are in {@link AgiKeysIT}. */
class AgiCommandsIT {
    private static final Duration MOMENT = Duration.ofMillis(100);

    @AgiScenario
    void whatIsAskedOfACallIsAnswered(Scene scene) {
        Conversation call = Conversation.answered(scene);
        Answers answers = new Answers(call);

        answers.expect(AgiCommands.answer(), "200 result=0");
        answers.expect(AgiCommands.asyncAgiBreak(), "200 result=0");
        answers.expect(AgiCommands.channelStatus(), "200 result=6");
        answers.expect(AgiCommands.channelStatus(call.channel()), "200 result=6");
        answers.expect(AgiCommands.channelStatus("Local/none"), "200 result=-1");
        answers.expect(AgiCommands.hangup("Local/none"), "200 result=-1");
        answers.expect(AgiCommands.noop(), "200 result=0");
        answers.expect("NOOP any \"number of\" words", "200 result=0");
        answers.expect(AgiCommands.setAutoHangup(Duration.ofMillis(90_500)), "200 result=0");
        answers.expect(AgiCommands.setAutoHangup(Duration.ZERO), "200 result=0");
        answers.expect(AgiCommands.setMusic(true), "200 result=0");
        answers.expect(AgiCommands.setMusic(true, "none"), "200 result=0");
        answers.expect(AgiCommands.setMusic(false), "200 result=0");
        answers.expect(AgiCommands.tddMode("on"), "200 result=0");
        answers.expect(AgiCommands.verbose("a line\twith \"quotes\""), "200 result=1");
        answers.expect(AgiCommands.verbose("quiet", 4), "200 result=1");
        answers.assertAll();
    }

    @AgiScenario
    void textAndSpeechThatALocalChannelDoesNotHave(Scene scene) {
        Answers answers = new Answers(Conversation.of(scene));

        answers.expect(AgiCommands.sendText("hello, \"world\""), "200 result=0");
        answers.expect(AgiCommands.sendText(""), "200 result=0");
        answers.expect(AgiCommands.sendImage("none"), "200 result=0");
        answers.expect(AgiCommands.receiveChar(MOMENT), "200 result=-1 (hangup)");
        answers.expect(AgiCommands.receiveText(MOMENT), "200 result=-1");
        answers.expect(AgiCommands.speechCreate(""), "200 result=0");
        answers.expect(AgiCommands.speechSet("name", "value"), "200 result=0");
        answers.expect(AgiCommands.speechLoadGrammar("name", "path"), "200 result=0");
        answers.expect(AgiCommands.speechActivateGrammar("name"), "200 result=0");
        answers.expect(AgiCommands.speechRecognize("beep", MOMENT), "200 result=0");
        answers.expect(AgiCommands.speechDeactivateGrammar("name"), "200 result=0");
        answers.expect(AgiCommands.speechUnloadGrammar("name"), "200 result=0");
        answers.expect(AgiCommands.speechDestroy(), "200 result=0");
        answers.assertAll();
    }

    @AgiScenario
    void theDatabase(Scene scene) {
        Answers answers = new Answers(Conversation.of(scene));

        answers.expect(AgiCommands.databasePut("agi-commands", "one", "first"), "200 result=1");
        answers.expect(AgiCommands.databasePut("agi-commands", "tree/two", "second"), "200 result=1");
        answers.expect(AgiCommands.databaseGet("agi-commands", "one"), "200 result=1 (first)");
        answers.expect(AgiCommands.databaseGet("agi-commands", "tree/two"), "200 result=1 (second)");
        answers.expect(AgiCommands.databaseGet("agi-commands", "three"), "200 result=0");
        answers.expect(AgiCommands.databaseDel("agi-commands", "one"), "200 result=1");
        answers.expect(AgiCommands.databaseDel("agi-commands", "one"), "200 result=1");
        answers.expect(AgiCommands.databaseGet("agi-commands", "one"), "200 result=0");
        answers.expect(AgiCommands.databaseDelTree("agi-commands", "tree"), "200 result=0");
        answers.expect(AgiCommands.databaseDelTree("agi-commands"), "200 result=1");
        answers.assertAll();
    }

    @AgiScenario
    void theCallersNumberAndName(Scene scene) {
        Answers answers = new Answers(Conversation.of(scene));

        answers.expect(AgiCommands.setCallerId("\"Zoë O'Hara\" <4930>"), "200 result=1");
        answers.expect(AgiCommands.getVariable("CALLERID(name)"), "200 result=1 (Zoë O'Hara)");
        answers.expect(AgiCommands.getVariable("CALLERID(num)"), "200 result=1 (4930)");
        answers.expect(AgiCommands.setCallerId("4940"), "200 result=1");
        answers.expect(AgiCommands.getFullVariable("${CALLERID(num)}/${CALLERID(name)}"), "200 result=1 (4940/)");
        answers.assertAll();
    }

    @AgiScenario
    void whatIsNoCommandIsRefusedAndTheSessionGoesOn(Scene scene) {
        Conversation call = Conversation.of(scene);
        Answers answers = new Answers(call);

        answers.expect("NONSENSE", "510 Invalid or unknown command");
        answers.expect("STREAM", "510 Invalid or unknown command");
        answers.expect("noop", "200 result=0");
        answers.expect("get  \t variable EXTEN", "200 result=1 (call)");
        answers.expect("\"GET\" \"VARIABLE\" EX\"TE\"N", "200 result=1 (call)");
        answers.expect("SET PRIORITY nowhere", "520 End of proper usage.");
        for (String tooLittle : new String[] {"STREAM FILE", "GET VARIABLE", "SET MUSIC", "DATABASE PUT a b"}) {
            AgiReply reply = call.execute(tooLittle);
            assertThat(reply.code()).as(tooLittle).isEqualTo(520);
            assertThat(reply.usage().orElse("")).as(tooLittle).isNotEmpty();
            assertThat(Conversation.last(reply)).as(tooLittle).isEqualTo("520 End of proper usage.");
        }
        answers.expect("NOOP " + "word ".repeat(126), "200 result=0");
        answers.assertAll();
    }

    @AgiScenario
    void linesAsLongAsAllVersionsTakeThem(Scene scene) {
        Conversation call = Conversation.of(scene);
        String longest = "x".repeat(2046 - "SET VARIABLE \"LONG\" \"\"".length());

        assertThat(call.say(AgiCommands.setVariable("LONG", longest))).isEqualTo("200 result=1");

        assertThat(call.execute(AgiCommands.getFullVariable("${LONG}")).data()).contains(longest);
        assertThat(call.execute(AgiCommands.getVariable("LONG")).data()).contains(longest.substring(0, 1023));
    }

    @AgiScenario
    void timesAreSaid(Scene scene) {
        Conversation call = Conversation.answered(scene);
        Instant time = Instant.parse("2026-03-04T05:06:07Z");
        SoftAssertions softly = new SoftAssertions();

        for (AgiCommand command : new AgiCommand[] {
            AgiCommands.sayDate(time, "5"),
            AgiCommands.sayTime(time, "5"),
            AgiCommands.sayDateTime(time, "5"),
            AgiCommands.sayDateTime(time, "5", "HM", "Europe/Berlin"),
            AgiCommands.sayNumber(987_654_321, "5"),
            AgiCommands.sayNumber(1, "5", "f"),
            AgiCommands.sayDigits("12345678", "5"),
            AgiCommands.sayAlpha("jackfield", "5"),
            AgiCommands.sayAlpha("Jackfield", "5", "n"),
            AgiCommands.sayPhonetic("jackfield", "5")
        }) {
            softly.assertThat(Conversation.last(call.pressing("5", command)))
                    .as("%s", command)
                    .isEqualTo("200 result=53");
        }
        softly.assertThat(call.say(AgiCommands.sayDigits("1", ""))).isEqualTo("200 result=0");
        softly.assertThat(call.say(AgiCommands.sayAlpha("", ""))).isEqualTo("200 result=0");
        softly.assertThat(call.execute("SAY DIGITS *1 \"\"").code()).isEqualTo(520);
        softly.assertThat(call.execute("SAY NUMBER many \"\"").code()).isEqualTo(520);
        softly.assertThat(call.execute("SAY ALPHA a \"\" z").code()).isEqualTo(520);
        softly.assertAll();
    }

    /** Commands and their answers, all compared before the scenario fails. */
    private record Answers(Conversation call, SoftAssertions softly) {
        Answers(Conversation call) {
            this(call, new SoftAssertions());
        }

        void expect(AgiCommand command, String answer) {
            softly.assertThat(call.say(command))
                    .as("%s %s", command, command.arguments())
                    .isEqualTo(answer);
        }

        void expect(String line, String answer) {
            expect(AgiCommand.raw(line), answer);
        }

        void assertAll() {
            softly.assertAll();
        }
    }
}
