package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.Samples;
import io.jackfield.agi.Samples.Exchange;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandEncoderTest {

    @Test
    void argumentsAreQuoted() {
        assertThat(line(AgiCommands.setVariable("X", "a\"b\\c"))).isEqualTo("SET VARIABLE \"X\" \"a\\\"b\\\\c\"\n");
        assertThat(line(AgiCommands.streamFile("welcome", ""))).isEqualTo("STREAM FILE \"welcome\" \"\"\n");
        assertThat(line(AgiCommands.setVariable("X", "a\tb"))).isEqualTo("SET VARIABLE \"X\" \"a\tb\"\n");
        assertThat(line(AgiCommands.exec("Dial", "PJSIP/100,30,g"))).isEqualTo("EXEC \"Dial\" \"PJSIP/100,30,g\"\n");
        assertThat(line(AgiCommands.answer())).isEqualTo("ANSWER\n");
        assertThat(line(AgiCommands.setCallerId("\"Joe\" <55>"))).isEqualTo("SET CALLERID \"\\\"Joe\\\" <55>\"\n");
        assertThat(line(AgiCommand.raw("Strange x"))).isEqualTo("Strange \"x\"\n");
        assertThat(line(AgiCommand.raw("x4 y"))).isEqualTo("\"x4\" \"y\"\n");
    }

    @ParameterizedTest
    @CsvSource({"2046,2047", "8190,8191"})
    void theLimitIsOnBytesWithoutTheLineFeed(int limit, int tooLong) {
        int overhead = line(AgiCommands.setVariable("X", "")).length() - 1;
        assertThat(CommandEncoder.encode(AgiCommands.setVariable("X", "z".repeat(limit - overhead)), limit))
                .hasSize(limit + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CommandEncoder.encode(AgiCommands.setVariable("X", "z".repeat(tooLong - overhead)), limit))
                .withMessageContaining("SET VARIABLE is a line of " + tooLong + " bytes, expected at most " + limit);
    }

    @Test
    void anEmojiCountsFourBytes() {
        int overhead = line(AgiCommands.setVariable("X", "")).length() - 1;
        AgiCommand command = AgiCommands.setVariable("X", "\uD83D\uDE00".repeat(10));
        assertThat(CommandEncoder.encode(command, overhead + 40)).hasSize(overhead + 41);
        assertThatIllegalArgumentException().isThrownBy(() -> CommandEncoder.encode(command, overhead + 39));
    }

    @Test
    void whatWasTypedIntoAsteriskMeansTheSameAsWhatWeSend() {
        for (String name : Samples.dialogs()) {
            for (Exchange exchange : Samples.dialog(name)) {
                String typed = exchange.sent();
                // Left out: what is deliberately no single, whole command.
                if (!typed.isBlank() && !typed.contains("\n") && !typed.contains("unterminated")) {
                    String sent = new String(CommandEncoder.encode(AgiCommand.raw(typed), 16_384), UTF_8);
                    assertThat(Tokenizer.words(sent.strip())).isEqualTo(Tokenizer.words(typed));
                }
            }
        }
    }

    @Property
    void everyArgumentArrivesAsItWas(@ForAll("text") String name, @ForAll("text") String value) {
        String line = line(AgiCommands.databasePut("f" + name, "k", value));
        assertThat(line).endsWith("\n").doesNotContainPattern("[\r\0]");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(Tokenizer.words(line.substring(0, line.length() - 1)))
                .containsExactly("DATABASE", "PUT", "f" + name, "k", value);
    }

    @Property
    void rawIsTheInverseOfTheEncoder(@ForAll @Size(min = 1, max = 20) List<@net.jqwik.api.From("text") String> words) {
        StringBuilder line = new StringBuilder("X");
        words.forEach(word -> line.append(" \"")
                .append(word.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
        AgiCommand command = AgiCommand.raw(line.toString());
        assertThat(command.arguments()).isEqualTo(words);
        String sent = new String(CommandEncoder.encode(command, 1_000_000), UTF_8);
        assertThat(AgiCommand.raw(sent.substring(0, sent.length() - 1))).isEqualTo(command);
    }

    @Property
    void rawReadsWhatAsteriskReads(@ForAll("messy") String text) {
        String line = "X " + text;
        try {
            assertThat(AgiCommand.raw(line).words()).isEqualTo(Tokenizer.words(line));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("quote that is not closed");
        }
    }

    @Provide
    Arbitrary<String> messy() {
        return Arbitraries.strings().withChars(" \t\"\\ab$").ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars(" \t\"\\'`${}()<>,;|&%+=:#*~")
                .withCharRange('a', 'z')
                .withChars('\u00e4', '\u4e2d', '\u0001', '\u007f')
                .ofMaxLength(40);
    }

    private static String line(AgiCommand command) {
        return new String(CommandEncoder.encode(command, 2046), UTF_8);
    }
}
