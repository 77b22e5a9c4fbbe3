package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiVerb;
import io.jackfield.agi.Samples;
import io.jackfield.agi.Samples.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialog captured from Asterisk, each of its answers in two pieces, split at every position. */
class CapturedDialogsTest {

    /** Recorded to show what goes wrong: lines that were pipelined, too long, or sent before the reply to the one before. */
    private static final Set<String> MISUSE =
            Set.of("pipelining", "line-limit-8191", "stream-file-cut-by-input", "exec-results");

    static List<String> dialogs() {
        return Samples.dialogs().stream()
                .filter(name -> !MISUSE.contains(name.substring(name.indexOf('/') + 1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void eachCommandHasItsOneReplyAtEverySplit(String name) {
        List<Exchange> dialog = Samples.dialog(name);
        // In the first, the environment precedes what may already be a hangup.
        for (Exchange exchange : dialog.subList(1, dialog.size())) {
            byte[] bytes = exchange.bytes();
            boolean value = isValue(exchange.sent());
            Heard whole = new Heard().expecting(value).feed(bytes);
            assertThat(whole.replies)
                    .as(exchange.toString())
                    .hasSize(exchange.received().isEmpty() ? 0 : 1);
            assertThat(whole.log).as(exchange.toString()).noneMatch(line -> line.startsWith("stray"));
            assertThat(whole.decoder.isMidReply()).isFalse();
            for (int split = 1; split < bytes.length; split++) {
                Heard parts = new Heard().expecting(value).feed(bytes, split);
                if (value && looksLikeTheEnd(exchange, split)) {
                    assertThat(parts.replies).hasSize(1);
                    assertThat(whole.reply().data().orElseThrow())
                            .startsWith(parts.reply().data().orElseThrow());
                } else {
                    assertThat(parts.log).isEqualTo(whole.log);
                }
            }
        }
    }

    /** After such a line nobody can know that the value goes on. */
    private static boolean looksLikeTheEnd(Exchange exchange, int split) {
        return exchange.received().startsWith("200 ")
                && exchange.received().substring(0, split).endsWith(")\n");
    }

    static List<String> misuse() {
        return Samples.dialogs().stream()
                .filter(name -> !dialogs().contains(name))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("misuse")
    void whatComesAfterMisuseIsTheSameAtEverySplitAndNothingIsLost(String name) {
        byte[] bytes = Samples.received(name);
        RequestDecoder request = new RequestDecoder();
        int start = request.feed(bytes, 0, bytes.length);
        byte[] rest = Arrays.copyOfRange(bytes, start, bytes.length);
        Heard whole = new Heard().expecting(false).feed(rest);
        assertThat(whole.replies).hasSize(1);
        assertThat(whole.log).hasSize((int) new String(rest, ISO_8859_1).lines().count());
        for (int split = 1; split < rest.length; split++) {
            assertThat(new Heard().expecting(false).feed(rest, split).log).isEqualTo(whole.log);
        }
    }

    private static boolean isValue(String sent) {
        try {
            return AgiCommand.raw(sent).verb().filter(AgiVerb::repliesWithValue).isPresent();
        } catch (IllegalArgumentException deliberatelyBad) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void whatAsteriskAnsweredIsWhatTheTableSays(String name) {
        for (Exchange exchange : Samples.dialog(name)) {
            if (exchange.sent().isBlank() || exchange.received().isEmpty()) {
                continue;
            }
            AgiReply reply = new Heard()
                    .expecting(isValue(exchange.sent()))
                    .feed(exchange.bytes())
                    .reply();
            if (reply.code() == 511) {
                assertThat(AgiCommand.raw(exchange.sent()).worksOnDeadChannel()).isFalse();
            }
        }
    }

    @Test
    void theRepliesAreTheOnesInTheRecording() {
        List<String> results = new ArrayList<>();
        for (Exchange exchange : Samples.dialog("agi-22/digits-and-record").subList(1, 23)) {
            AgiReply reply = new Heard().expecting(false).feed(exchange.bytes()).reply();
            results.add(reply.result()
                    + reply.data().map(data -> " " + data).orElse("")
                    + (reply.endPosition().isPresent()
                            ? " @" + reply.endPosition().getAsLong()
                            : ""));
        }
        assertThat(results)
                .containsExactly(
                        "12 timeout",
                        "1234",
                        "12",
                        " timeout",
                        "",
                        "0042",
                        "-1",
                        "-1",
                        "49 @4000",
                        "50 @4000",
                        "0 @3520",
                        "42",
                        "57 @500",
                        "53",
                        "-1 @0",
                        "35 dtmf @0",
                        "0 timeout @0",
                        "0 timeout @0",
                        "0 timeout @0",
                        "-1 writefile",
                        "-1 writefile",
                        "-1 hangup @0");
    }

    @Test
    void aHangupComesBeforeOrAfterTheReply() {
        List<Exchange> record = Samples.dialog("agi-16/record-file-audio");
        assertThat(new Heard().expecting(false).feed(record.get(3).bytes()).log)
                .containsExactly("hangup", "reply 511 []");
        List<Exchange> exec = Samples.dialog("agi-16/hangup-during-exec");
        assertThat(new Heard().expecting(false).feed(exec.get(1).bytes()).log)
                .containsExactly("reply 200 [-1]", "hangup");
    }

    @Test
    void theValueWithLineFeedsIsTheOneThatWasSet() {
        for (String version : List.of("agi-22", "agi-16")) {
            List<Exchange> dialog = Samples.dialog(version + "/get-variable-newline-paren");
            assertThat(new Heard()
                            .expecting(true)
                            .feed(dialog.get(1).bytes())
                            .reply()
                            .data())
                    .contains("l1)\nl2\n200 result=0\nl4");
        }
    }
}
