package io.jackfield.ami.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRecordsTest {

    /** What leaves, as "record" and "flush" in turn. */
    private final List<String> out = new ArrayList<>();

    private final EmbeddedChannel channel = new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
                @Override
                public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                    ByteBuf bytes = (ByteBuf) message;
                    out.add(bytes.toString(ISO_8859_1));
                    bytes.release();
                    promise.setSuccess();
                }

                @Override
                public void flush(ChannelHandlerContext context) {
                    out.add("flush");
                }
            },
            new LineRecords());

    @Test
    void aSmallMessageIsOneRecord() {
        write("Action: Ping\r\nActionID: 1\r\n\r\n");

        assertThat(out).containsExactly("Action: Ping\r\nActionID: 1\r\n\r\n", "flush");
    }

    @Test
    void eachMessageIsARecordOfItsOwn() {
        write("A: 1\r\n\r\n");
        write("B: 2\r\n\r\n");

        assertThat(out).containsExactly("A: 1\r\n\r\n", "flush", "B: 2\r\n\r\n", "flush");
    }

    @Test
    void asManyLinesAsFitGoTogether() {
        String half = line(500);
        write(half + half + "X: 1\r\n\r\n");

        assertThat(out).containsExactly(half + half, "flush", "X: 1\r\n\r\n", "flush");
    }

    @Test
    void aLineThatWouldNotFitBeginsTheNextRecord() {
        write(line(500) + line(501) + "\r\n");

        assertThat(out).containsExactly(line(500), "flush", line(501) + "\r\n", "flush");
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1024})
    void aLongerLineIsAloneInItsRecord(int length) {
        write("A: 1\r\n" + line(length) + "B: 2\r\n\r\n");

        assertThat(out).containsExactly("A: 1\r\n", "flush", line(length), "flush", "B: 2\r\n\r\n", "flush");
    }

    @Test
    void recordsOfAnyMessageAreWholeLinesAndGiveItBackAsItWas() {
        Random random = new Random(5039);
        for (int round = 0; round < 500; round++) {
            out.clear();
            StringBuilder message = new StringBuilder();
            for (int lines = random.nextInt(128); lines >= 0; lines--) {
                message.append(line(2 + random.nextInt(1023)));
            }
            write(message.append("\r\n").toString());
            out.removeIf("flush"::equals);

            assertThat(String.join("", out)).isEqualTo(message.toString());
            assertThat(out).allSatisfy(record -> assertThat(record).endsWith("\r\n"));
            assertThat(out).allMatch(record -> record.length() <= 1000 || record.indexOf('\n') == record.length() - 1);
        }
    }

    @Test
    void whatHasNoLineEndIsNotHeldBack() {
        write("no end");

        assertThat(out).containsExactly("no end", "flush");
    }

    @Test
    void nothingMakesNoRecordButIsDoneAfterWhatCameBefore() {
        ChannelFuture before = write("A: 1\r\n\r\n");
        ChannelFuture nothing = write("");

        assertThat(before.isSuccess()).isTrue();
        assertThat(nothing.isSuccess()).isTrue();
        assertThat(out).containsExactly("A: 1\r\n\r\n", "flush");
    }

    private ChannelFuture write(String text) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, ISO_8859_1);
        ChannelFuture done = channel.writeAndFlush(bytes);
        assertThat(bytes.refCnt()).as("references left behind").isZero();
        return done;
    }

    private static String line(int length) {
        return "x".repeat(length - 2) + "\r\n";
    }
}
