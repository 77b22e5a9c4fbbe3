package io.jackfield.simulator.internal.agi;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private final LineReader reader = new LineReader();

    private LineReader with(String bytes) {
        reader.add(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        return reader;
    }

    @Test
    void whatIsInTheBufferIsNotReadable() {
        assertThat(with("a\nb\n").line()).isEqualTo("a\n");
        assertThat(reader.isReadable()).isFalse();
        assertThat(with("c\n").isReadable()).isTrue();
        assertThat(reader.line()).isEqualTo("b\n");
        assertThat(reader.isReadable()).isTrue();
        assertThat(reader.line()).isEqualTo("c\n");
        assertThat(reader.isReadable()).isFalse();
    }

    @Test
    void aLineMayComeByteByByte() {
        for (char c : "NOOP".toCharArray()) {
            assertThat(with(String.valueOf(c)).line()).isNull();
            assertThat(reader.isPartial()).isTrue();
        }
        assertThat(with("\n").line()).isEqualTo("NOOP\n");
        assertThat(reader.isPartial()).isFalse();
    }

    @Test
    void theEndCompletesALine() {
        with("last").end();
        assertThat(reader.line()).isEqualTo("last");
        assertThat(reader.isReadable()).isTrue();
        assertThat(reader.line()).isEmpty();
    }

    @Test
    void aLineIsAtMostAsLongAsTheBuffer() {
        assertThat(with("x".repeat(8190) + "\n").line()).hasSize(8191).endsWith("\n");
        assertThat(with("y".repeat(8191) + "\n").line()).hasSize(8191).endsWith("y");
        assertThat(reader.isReadable()).isFalse();
        with("z\n");
        assertThat(reader.line()).isEqualTo("\n");
        assertThat(reader.line()).isEqualTo("z\n");
    }

    @Test
    void aNulHidesTheRestOfItsLine() {
        assertThat(with("a\0b c\n").line()).isNull();
        assertThat(with("d\n").line()).isEqualTo("ad\n");
        assertThat(with("\0gone\n").line()).isNull();
        assertThat(with("next\n").line()).isEqualTo("next\n");
    }
}
