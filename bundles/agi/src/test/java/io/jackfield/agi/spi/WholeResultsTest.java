package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.PercentDecoder;
import io.jackfield.agi.Samples;
import io.jackfield.agi.SessionScene;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that come whole and apart from each other, as over AsyncAGI. */
class WholeResultsTest {

    private final SessionScene scene = new SessionScene();

    @ParameterizedTest
    @ValueSource(strings = {"agi-22", "agi-16"})
    void aRecordedResultIsTheReply(String version) {
        CompletableFuture<AgiReply> reply = scene.execute(AgiCommands.getVariable("TAG"));
        replied(recorded(version + "/asyncagi-exec"));
        assertThat(reply).isCompletedWithValueMatching(r -> r.data().orElse("").equals("y1"));
    }

    @Test
    void aValueRunsToTheLastParenthesisOfAll() {
        CompletableFuture<AgiReply> reply = scene.execute(AgiCommands.getVariable("X"));
        replied("200 result=1 (l1)\nl2\n200 result=0\nl4)\n");
        assertThat(reply).isCompletedWithValueMatching(r -> r.data().orElse("").equals("l1)\nl2\n200 result=0\nl4"));
        scene.execute(AgiCommands.noop());
        assertThat(scene.last()).as("nothing can be left over").isEqualTo("NOOP");
    }

    @Test
    void ofTwoRepliesToAnApplicationTheFirstIsRightAndOfASubroutineTheLast() {
        CompletableFuture<AgiReply> exec = scene.execute(AgiCommands.exec("Odd"));
        replied("200 result=1\n520-Invalid command syntax.  Proper usage follows:\nx\n520 End of proper usage.\n");
        assertThat(exec).isCompletedWithValueMatching(r -> r.is(1));
        CompletableFuture<AgiReply> gosub = scene.execute(AgiCommands.gosub("c", "s", "1"));
        assertThat(scene.last()).startsWith("GOSUB");
        replied("100 result=0 Trying...\n200 result=0 Gosub complete\n");
        assertThat(gosub).isCompletedWithValueMatching(r -> r.lines().size() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agi-22", "agi-16"})
    void aCutValueIsAnErrorAndItsRestIsNotTheNextReply(String version) {
        CompletableFuture<AgiReply> cut = scene.execute(AgiCommands.getFullVariable("${LONG}"));
        replied("200 result=1 (" + "Q".repeat(1010));
        assertThat(cut).isCompletedExceptionally();
        assertThat(cut.handle((r, e) -> e).join())
                .isInstanceOf(AgiCommandException.class)
                .hasMessageContaining("slices");
        CompletableFuture<AgiReply> next = scene.execute(AgiCommands.getVariable("Y"));
        String echo = scene.last().replaceAll("GET FULL VARIABLE \"(.*)\"", "$1");
        String shifted = PercentDecoder.decode(recordedText(version + "/asyncagi-shifted-result"));
        assertThat(shifted).startsWith("QQQ").endsWith(")\n200 result=0\n");
        replied(shifted.replace("200 result=0\n", "200 result=1 (" + echo + ")\n"));
        assertThat(scene.last()).isEqualTo("GET VARIABLE \"Y\"");
        replied("200 result=0\n");
        assertThat(next).isCompletedWithValueMatching(r -> r.is(0));
    }

    @Test
    void aResultThatIsNoReplyEndsTheSession() {
        CompletableFuture<AgiReply> reply = scene.execute(AgiCommands.noop());
        replied("what?\n");
        assertThat(reply.handle((r, e) -> e).join()).isInstanceOf(AgiConnectionException.class);
    }

    @Test
    void aCharacterCutInTheMiddleIsReplaced() {
        byte[] bytes = PercentDecoder.decodeToBytes("200%20result%3D1%20(J%C3%BCrgen%20%E2%82");
        assertThat(new String(bytes, UTF_8)).isEqualTo("200 result=1 (J\u00fcrgen \uFFFD");
    }

    private void replied(String text) {
        replied(text.getBytes(UTF_8));
    }

    private void replied(byte[] result) {
        scene.session.replied(result);
        scene.letWorkersWork();
    }

    private static byte[] recorded(String sample) {
        return PercentDecoder.decodeToBytes(recordedText(sample));
    }

    /** The last {@code Result} header of an AMI recording that is percent-encoded. */
    private static String recordedText(String sample) {
        return new String(Samples.received(sample), UTF_8)
                .lines()
                .filter(line -> line.startsWith("Result: ") && line.contains("%"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring("Result: ".length());
    }
}
