package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jackfield.agi.AgiReply;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyDecoderTest {

    private static final boolean VALUE = true;
    private static final boolean PLAIN = false;
    private static final String USAGE = "520-Invalid command syntax.  Proper usage follows:\n";
    private static final String END = "520 End of proper usage.\n";

    static Stream<Arguments> vectors() {
        return Stream.of(
                of(PLAIN, "200 result=0\n", "reply 200 [0]"),
                of(PLAIN, "200 result=\n", "reply 200 []"),
                of(PLAIN, "200 result= (timeout)\n", "reply 200 [] (timeout)"),
                of(PLAIN, "200 result=0042\n", "reply 200 [0042]"),
                of(PLAIN, "200 result=0042*A\n", "reply 200 [0042*A]"),
                of(PLAIN, "200 result=12 (timeout)\n", "reply 200 [12] (timeout)"),
                of(PLAIN, "200 result=-1 (hangup) endpos=8000\n", "reply 200 [-1] (hangup) {endpos=8000}"),
                of(PLAIN, "200 result=1312 (timeout) endpos=16000\n", "reply 200 [1312] (timeout) {endpos=16000}"),
                of(PLAIN, "200 result=-1 (writefile)\n", "reply 200 [-1] (writefile)"),
                of(PLAIN, "200 result=0 endpos=-1\n", "reply 200 [0] {endpos=-1}"),
                of(PLAIN, "200 result=1 (digit) digit=5 endpos=12\n", "reply 200 [1] (digit) {digit=5, endpos=12}"),
                of(
                        PLAIN,
                        "200 result=1 (speech) endpos=9 results=2 score0=90 text0=\"say \"yes\" now=1\" grammar0=g score1=3"
                                + " text1=\"\" grammar1=h\n",
                        "reply 200 [1] (speech) {endpos=9, results=2, score0=90, text0=say \"yes\" now=1, grammar0=g,"
                                + " score1=3, text1=, grammar1=h}"),
                of(PLAIN, "200 result=1 (speech) endpos=9 results=1 score0=90 text0=\"cut at 40", new String[0]),
                of(PLAIN, "100 result=0 Trying...\n200 result=0 Gosub complete\n", "reply 200 [0]"),
                of(
                        PLAIN,
                        "100 result=0 Trying...\nHANGUP\n200 result=0 Gosub complete (abnormal exit)\nHANGUP\n",
                        "hangup",
                        "reply 200 [0]",
                        "hangup"),
                of(PLAIN, "200 result=-1 Gosub label not found\n", "reply 200 [-1]"),
                of(PLAIN, "100 result=0 Trying...\n503 result=-2 Memory allocation failure\n", "reply 503 [-2]"),
                of(PLAIN, "510 Invalid or unknown command\n", "reply 510 []"),
                of(PLAIN, "511 Command Not Permitted on a dead channel or intercept routine\n", "reply 511 []"),
                of(PLAIN, "511 Command Not Permitted on a dead channel\n", "reply 511 []"),
                of(PLAIN, "520 Invalid command syntax.  Proper usage not available.\n", "reply 520 []"),
                of(PLAIN, USAGE + "Do it.\n\n so\n" + END, "reply 520 []"),
                of(PLAIN, USAGE + "Do it." + END + "HANGUP\n", "reply 520 []", "hangup"),
                of(PLAIN, USAGE + "200 result=0\nHANGUP\n" + END, "reply 520 []"),
                of(VALUE, "200 result=1 (a)b) c)\n", "reply 200 [1] (a)b) c)"),
                of(VALUE, "200 result=1 ()\n", "reply 200 [1] ()"),
                of(VALUE, "200 result=0\n", "reply 200 [0]"),
                of(VALUE, "200 result=1 (x=1 endpos=3)\n", "reply 200 [1] (x=1 endpos=3)"),
                of(VALUE, "200 result=1 (hi\n)\n", "reply 200 [1] (hi\n)"),
                of(
                        VALUE,
                        "200 result=1 (a\n\n200 result=0\nHANGUP\nb)\n",
                        "reply 200 [1] (a\n\n200 result=0\nHANGUP\nb)"),
                of(VALUE, "200 result=1 (v)\nHANGUP\n", "reply 200 [1] (v)", "hangup"),
                of(VALUE, "200 result=1 (\u00e4\uD83D\uDE00)\n", "reply 200 [1] (\u00e4\uD83D\uDE00)"),
                of(VALUE, "510 Invalid or unknown command\n", "reply 510 []"),
                of(VALUE, USAGE + "Do it. (see)\nmore\n" + END, "reply 520 []"),
                of(PLAIN, "HANGUP\n200 result=-1\n", "hangup", "reply 200 [-1]"),
                of(PLAIN, "200 result=-1\nHANGUP\n", "reply 200 [-1]", "hangup"),
                of(PLAIN, "HANGUP\nHANGUP\n", "hangup", "hangup"),
                of(PLAIN, "HANGUP200 result=-1 endpos=0\n", "hangup", "reply 200 [-1] {endpos=0}"),
                of(PLAIN, "HANGUP\n511 Command Not Permitted on a dead channel\n", "hangup", "reply 511 []"),
                of(PLAIN, "\n\n200 result=0\n\n", "reply 200 [0]"),
                of(
                        PLAIN,
                        "200 result=1\n" + USAGE + END,
                        "reply 200 [1]",
                        "stray " + USAGE.strip(),
                        "stray " + END.strip()),
                of(PLAIN, "agi_x: late\n200 result=0\n", "stray agi_x: late", "reply 200 [0]"),
                of(PLAIN, "HANGUPS are bad\n", "stray HANGUPS are bad"),
                of(PLAIN, "200\n", "stray 200"));
    }

    private static Arguments of(boolean value, String text, String... heard) {
        return Arguments.of(value, text, List.of(heard));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void eachFormIsUnderstoodAtEverySplit(boolean value, String text, List<String> heard) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(new Heard().expecting(value).feed(bytes, split).log).isEqualTo(heard);
        }
        Heard byByte = new Heard().expecting(value);
        for (byte b : bytes) {
            byByte.feed(new byte[] {b});
        }
        assertThat(byByte.log).isEqualTo(heard);
    }

    @Test
    void aValueWithALineThatLooksLikeItsEndIsWholeIfItComesInOnePiece() {
        String text = "200 result=1 (l1)\nl2\n200 result=0\nl4)\n";
        Heard heard = new Heard().expecting(VALUE).feed(text);
        assertThat(heard.reply().data()).contains("l1)\nl2\n200 result=0\nl4");
        assertThat(heard.reply().lines()).hasSize(4);
        assertThat(heard.log).hasSize(1);
    }

    @Test
    void ifItComesLaterTheRestIsStrayAndNeverAReply() {
        Heard heard = new Heard().expecting(VALUE).feed("200 result=1 (l1)\n").feed("l2\n200 result=0\nl4)\n");
        assertThat(heard.log).containsExactly("reply 200 [1] (l1)", "stray l2", "stray 200 result=0", "stray l4)");
    }

    @Test
    void aReplyThatNobodyExpectsIsStray() {
        assertThat(new Heard().feed("510 Invalid or unknown command\nHANGUP\n").log)
                .containsExactly("stray 510 Invalid or unknown command", "hangup");
    }

    @Test
    void usageAndTextCanBeRead() {
        AgiReply reply = new Heard()
                .expecting(PLAIN)
                .feed(USAGE + "Do it.\n\nSo.\n" + END)
                .reply();
        assertThat(reply.usage()).contains("Do it.\n\nSo.");
        assertThat(reply.text()).isEqualTo("Invalid command syntax.  Proper usage follows:");
        assertThat(new Heard()
                        .expecting(PLAIN)
                        .feed(USAGE + "Do it." + END)
                        .reply()
                        .usage())
                .contains("Do it.");
        AgiReply oneLine = new Heard()
                .expecting(PLAIN)
                .feed("520 Invalid command syntax.  Proper usage not available.\n")
                .reply();
        assertThat(oneLine.usage()).isEmpty();
        assertThat(oneLine.text()).isEqualTo("Invalid command syntax.  Proper usage not available.");
        AgiReply gosub = new Heard()
                .expecting(PLAIN)
                .feed("100 result=0 Trying...\n200 result=0 Gosub complete (abnormal exit)\n")
                .reply();
        assertThat(gosub.text()).isEqualTo("result=0 Gosub complete (abnormal exit)");
        assertThat(gosub.lines()).hasSize(2);
        assertThat(gosub.data()).isEmpty();
    }

    @Test
    void itIsMidReplyOnlyWhenTheRestMustFollowAtOnce() {
        Heard heard = new Heard().expecting(PLAIN);
        assertThat(heard.decoder.isMidReply()).isFalse();
        assertThat(heard.feed("100 result=0 Trying...\n").decoder.isMidReply()).isFalse();
        assertThat(heard.feed("200 res").decoder.isMidReply()).isTrue();
        assertThat(heard.feed("ult=0\n").decoder.isMidReply()).isFalse();
        assertThat(heard.expecting(PLAIN).feed(USAGE).decoder.isMidReply()).isTrue();
        assertThat(heard.feed(END).decoder.isMidReply()).isFalse();
        assertThat(heard.expecting(VALUE).feed("200 result=1 (a\n").decoder.isMidReply())
                .isTrue();
        assertThat(heard.feed("b)\n").decoder.isMidReply()).isFalse();
    }

    @Test
    void aReplyWithoutEndIsCutOff() {
        byte[] line = ("x".repeat(1023) + "\n").getBytes(UTF_8);
        assertThatExceptionOfType(AgiFormatException.class).isThrownBy(() -> {
            Heard heard = new Heard().expecting(VALUE).feed("200 result=1 (\n");
            for (int i = 0; i < 1024; i++) {
                heard.feed(line);
            }
        });
        assertThatExceptionOfType(AgiFormatException.class).isThrownBy(() -> {
            Heard heard = new Heard().expecting(PLAIN).feed(USAGE);
            for (int i = 0; i < 20_000; i++) {
                heard.feed("\n");
            }
        });
        assertThatExceptionOfType(AgiFormatException.class).isThrownBy(() -> {
            Heard heard = new Heard().expecting(PLAIN);
            for (int i = 0; i < 1025; i++) {
                heard.feed("x".repeat(1024));
            }
        });
    }

    @Test
    void almostAMebibyteIsNoHarm() {
        String value = "x".repeat(1_000_000);
        Heard heard = new Heard().expecting(VALUE).feed("200 result=1 (" + value + ")\n");
        assertThat(heard.reply().data()).contains(value);
        assertThat(heard.expecting(PLAIN).feed("200 result=0\n").reply().result())
                .isEqualTo("0");
    }
}
