package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.Samples;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {

    private static final String MINIMAL =
            "agi_network: yes\nagi_request: agi://h/s\nagi_channel: Local/a\nagi_uniqueid: 1.2\n";

    static List<String> environments() {
        return Samples.environments();
    }

    static List<String> dialogs() {
        return Samples.dialogs();
    }

    @Test
    void theSamplesAreThere() {
        assertThat(environments()).hasSize(6);
        assertThat(dialogs()).hasSize(30);
    }

    @ParameterizedTest
    @MethodSource({"environments", "dialogs"})
    void everyRecordedBlockIsReadAtEverySplit(String sample) {
        byte[] bytes = Samples.received(sample);
        int blockLength = new String(bytes, ISO_8859_1).indexOf("\n\n") + 2;
        AgiRequest expected = whole(bytes, blockLength);
        assertThat(expected.channel()).startsWith("Local/");
        assertThat(expected.asteriskVersion()).startsWith(sample.startsWith("agi-22") ? "22.10.1" : "16.28.0");
        assertThat(expected.callerIdNumber()).isEmpty();
        assertThat(expected.environment()).hasSizeGreaterThan(20);
        for (int split = 0; split <= blockLength; split++) {
            RequestDecoder decoder = new RequestDecoder();
            assertThat(decoder.feed(bytes, 0, split)).isEqualTo(split);
            assertThat(decoder.isComplete()).isEqualTo(split == blockLength);
            assertThat(decoder.isUntouched()).isEqualTo(split == 0);
            assertThat(decoder.feed(bytes, split, bytes.length - split)).isEqualTo(blockLength - split);
            assertThat(decoder.request().environment()).isEqualTo(expected.environment());
        }
    }

    @Test
    void theBlockMayComeByteByByte() {
        byte[] bytes = Samples.received("agi-22/env-args");
        RequestDecoder decoder = new RequestDecoder();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(decoder.isComplete()).isFalse();
            decoder.feed(bytes, i, 1);
        }
        assertThat(decoder.request().arguments()).containsExactly("a b", "", "q,x", "(1,2)", "k: v", "");
        assertThat(decoder.request().script()).isEqualTo("s");
    }

    @Test
    void withoutAScriptTheLineIsAbsent() {
        byte[] bytes = Samples.received("agi-16/env-no-script");
        assertThat(whole(bytes, bytes.length).script()).isEmpty();
    }

    @Test
    void malformedUtf8NeverThrows() {
        byte[] bytes = (MINIMAL + "agi_calleridname: J\u00fcrgen\n\n").getBytes(ISO_8859_1);
        assertThat(whole(bytes, bytes.length).callerIdName()).contains("J\uFFFDrgen");
        bytes = (MINIMAL + "agi_calleridname: J\u00fcrgen \uD83D\uDE00\n\n").getBytes(UTF_8);
        assertThat(whole(bytes, bytes.length).callerIdName()).contains("J\u00fcrgen \uD83D\uDE00");
    }

    @Test
    void aLineFeedInAnArgumentEndsTheBlockWhereAsteriskDoes() {
        byte[] bytes = (MINIMAL + "agi_arg_1: a\n\nagi_channel: forged\n\n").getBytes(UTF_8);
        RequestDecoder decoder = new RequestDecoder();
        int taken = decoder.feed(bytes, 0, bytes.length);
        assertThat(decoder.request().channel()).isEqualTo("Local/a");
        assertThat(new String(bytes, taken, bytes.length - taken, UTF_8)).isEqualTo("agi_channel: forged\n\n");
    }

    @Test
    void twoHundredArgumentsAreNoHarm() {
        StringBuilder block = new StringBuilder(MINIMAL);
        for (int i = 1; i <= 200; i++) {
            block.append("agi_arg_").append(i).append(": ").append(i).append('\n');
        }
        byte[] bytes = block.append('\n').toString().getBytes(UTF_8);
        assertThat(whole(bytes, bytes.length).arguments()).hasSize(200);
    }

    static Stream<String> tooMuch() {
        return Stream.of(
                MINIMAL + "agi_x: 1\n".repeat(253),
                MINIMAL + "agi_x: " + "x".repeat(1024 * 1024),
                MINIMAL + ("agi_x: " + "x".repeat(1024) + "\n").repeat(64));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void whatExceedsALimitIsRefusedInWhateverPieces(String block) {
        refused(block, "exceeds", UTF_8);
        byte[] bytes = block.getBytes(UTF_8);
        RequestDecoder decoder = new RequestDecoder();
        assertThatExceptionOfType(AgiFormatException.class).isThrownBy(() -> {
            for (int i = 0; i < bytes.length; i += 100) {
                decoder.feed(bytes, i, Math.min(100, bytes.length - i));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "\n",
                "\u0016\u0003\u0001\n",
                "agi_network: yes\nagi_request: x\nagi_channel: y\n\n",
                "agi_request: x\nagi_channel: y\nagi_uniqueid: z\n\n",
                "agi_network: yes\nagi_request: x\nagi_channel: \nagi_uniqueid: z\n\n"
            })
    void whatIsNoAgiIsRefused(String block) {
        refused(block, "agi_", UTF_8);
    }

    private static void refused(String block, String reason, Charset charset) {
        byte[] bytes = block.getBytes(charset);
        assertThatExceptionOfType(AgiFormatException.class)
                .isThrownBy(() -> new RequestDecoder().feed(bytes, 0, bytes.length))
                .withMessageContaining(reason);
    }

    private static AgiRequest whole(byte[] bytes, int length) {
        RequestDecoder decoder = new RequestDecoder();
        assertThat(decoder.feed(bytes, 0, length)).isEqualTo(length);
        assertThat(decoder.isComplete()).isTrue();
        return decoder.request();
    }
}
