package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Commands that play sounds, record, and wait for keys that the other leg sends. */
class AgiKeysIT {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final long SAMPLES_OF_BEEP = 3520;

    @AgiScenario
    void aSoundIsPlayedToItsEnd(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(call.say(AgiCommands.streamFile("beep", ""))).isEqualTo("200 result=0 endpos=" + SAMPLES_OF_BEEP);
        assertThat(call.say(AgiCommands.streamFile("beep", "12", 1600)))
                .isEqualTo("200 result=0 endpos=" + SAMPLES_OF_BEEP);
        assertThat(call.say(AgiCommands.streamFile("no-such-sound", ""))).isEqualTo("200 result=-1 endpos=0");
        assertThat(call.say("CONTROL STREAM FILE beep \"\"")).isEqualTo("200 result=0 endpos=-1");
        assertThat(call.say(AgiCommands.getOption("beep", "12", SHORT)))
                .isEqualTo("200 result=0 endpos=" + SAMPLES_OF_BEEP);
        assertThat(call.say(AgiCommands.getOption("no-such-sound", "12", SHORT)))
                .isEqualTo("200 result=-1 endpos=0");
    }

    @AgiScenario
    void aKeyEndsASound(Scene scene) {
        Conversation call = Conversation.answered(scene);

        AgiReply stream = call.pressing("91", AgiCommands.streamFile("demo-congrats", "12"));
        assertThat(stream.digit()).contains('1');
        assertThat(stream.endPosition().orElseThrow()).isPositive();
        AgiReply option = call.pressing("32", AgiCommands.getOption("demo-congrats", "12", LONG));
        assertThat(option.digit()).contains('2');
        assertThat(option.endPosition().orElseThrow()).isPositive();
        AgiReply control = call.pressing("#9", AgiCommands.controlStreamFile("demo-congrats", "9"));
        assertThat(control.digit()).contains('9');
        assertThat(control.endPosition().orElseThrow()).isPositive();
    }

    @AgiScenario
    void aKeyIsWaitedFor(Scene scene) {
        Conversation call = Conversation.answered(scene);

        for (char key : "0*#A".toCharArray()) {
            assertThat(call.pressing(String.valueOf(key), AgiCommands.waitForDigit(LONG))
                            .digit())
                    .contains(key);
        }
        assertThat(call.pressing("5", AgiCommands.waitForDigit(Duration.ofMillis(-1)))
                        .digit())
                .contains('5');
        assertThat(call.say(AgiCommands.waitForDigit(SHORT))).isEqualTo("200 result=0");
    }

    @AgiScenario
    void digitsAreCollected(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(Conversation.last(call.pressing("0042", AgiCommands.getData("", LONG, 4))))
                .isEqualTo("200 result=0042");
        assertThat(Conversation.last(call.pressing("12#", AgiCommands.getData("beep", LONG, 4))))
                .isEqualTo("200 result=12");
        assertThat(Conversation.last(call.pressing("*5#", AgiCommands.getData("demo-congrats", LONG, 9))))
                .isEqualTo("200 result=*5");
        assertThat(Conversation.last(call.pressing("#", AgiCommands.getData("", LONG, 4))))
                .isEqualTo("200 result=");
    }

    @AgiScenario
    void timeRunsOutBetweenDigits(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(call.say(AgiCommands.getData("beep", SHORT, 4))).isEqualTo("200 result= (timeout)");
        AgiReply some = call.pressing("12", AgiCommands.getData("", Duration.ofSeconds(2), 4));
        assertThat(some.result()).isEqualTo("12");
        assertThat(some.isTimeout()).isTrue();
        assertThat(call.say(AgiCommands.getData("no-such-sound", SHORT, 4))).isEqualTo("200 result=-1");
        assertThat(call.say("GET DATA beep 300 0")).isEqualTo("200 result=-1");
    }

    @AgiScenario
    void aRecordingEndsInMoreThanOneWay(Scene scene) {
        Conversation call = Conversation.answered(scene);

        assertThat(Conversation.last(call.pressing("1#", AgiCommands.recordFile("/tmp/agi", "wav", "#", LONG))))
                .isEqualTo("200 result=35 (dtmf) endpos=0");
        assertThat(call.say(AgiCommands.recordFile("/tmp/agi", "wav", "#", SHORT)))
                .matches("200 result=\\d+ \\(timeout\\) endpos=0");
        assertThat(call.say(AgiCommands.recordFile("/tmp/agi", "nonsense", "#", LONG)))
                .isEqualTo("200 result=-1 (writefile)");
    }

    @AgiScenario
    void aRecordingHasABeepAndEndsWithSilenceInEitherForm(Scene scene) {
        Conversation call = Conversation.answered(scene);
        Duration second = Duration.ofSeconds(1);

        for (AgiReply reply : new AgiReply[] {
            call.execute(AgiCommands.recordFile("/tmp/agi", "wav", "#", SHORT, 0L, true, second)),
            call.execute(AgiCommands.recordFile("/tmp/agi", "wav", "#", SHORT, null, true, null)),
            call.execute("RECORD FILE /tmp/agi wav # 300 BEEP s=1"),
            call.execute("RECORD FILE /tmp/agi wav # 300 s=1")
        }) {
            assertThat(reply.isTimeout()).as("%s", reply).isTrue();
            assertThat(reply.endPosition()).as("%s", reply).hasValue(0);
        }
    }

    @Scenario(over = Transport.AMI, except = "simulator", because = "nothing is heard on its Local channels")
    @Execution(ExecutionMode.CONCURRENT)
    void whatTheCallerSaysIsRecorded(Scene scene) {
        Conversation call = Conversation.answered(scene);
        call.talk();

        AgiReply reply = call.execute(AgiCommands.recordFile("/tmp/agi", "wav", "#", Duration.ofMillis(600)));

        assertThat(reply.isTimeout()).as("%s", reply).isTrue();
        assertThat(reply.endPosition().orElseThrow()).isBetween(2_000L, 8_000L);
    }

    @AgiScenario
    void aHangupEndsARecording(Scene scene) {
        Conversation call = Conversation.answered(scene);

        CompletableFuture<AgiReply> reply = call.begin(AgiCommands.recordFile("/tmp/agi", "wav", "#", LONG));
        call.hangUp();

        assertThat(get(reply).saysHangup()).isTrue();
        get(call.session().hangup());
    }
}
