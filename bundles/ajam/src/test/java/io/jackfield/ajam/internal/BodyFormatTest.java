package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies captured from Asterisk 22 and 16. */
class BodyFormatTest {

    static List<Path> rawman() throws Exception {
        return samples().filter(BodyFormatTest::isRawman).toList();
    }

    static List<Path> mxml() throws Exception {
        return samples()
                .filter(file -> file.getFileName().toString().contains("mxml"))
                .toList();
    }

    private static boolean isRawman(Path file) {
        return file.getFileName().toString().contains("rawman");
    }

    private static Stream<Path> samples() throws URISyntaxException, IOException {
        try (Stream<Path> files =
                Files.walk(Path.of(BodyFormatTest.class.getResource("/samples").toURI()))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static byte[] body(Path sample) throws IOException {
        byte[] response = Files.readAllBytes(sample);
        int head = new String(response, ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(response, head, response.length);
    }

    private static byte[] body(String sample) throws Exception {
        return body(
                Path.of(BodyFormatTest.class.getResource("/samples/" + sample).toURI()));
    }

    private static String mxml(byte[] body) throws ProtocolException {
        return new String(BodyFormat.MXML.messages(body), UTF_8);
    }

    @ParameterizedTest
    @MethodSource
    void rawman(Path sample) throws IOException {
        byte[] body = body(sample);

        assertThat(BodyFormat.RAWMAN.messages(body)).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource
    void mxml(Path sample) throws IOException {
        String messages = mxml(body(sample));

        assertThat(messages.isEmpty() || messages.endsWith("\r\n\r\n")).isTrue();
        assertThat(messages.lines()).allMatch(line -> line.isEmpty() || line.matches("[a-z0-9_]+: .*"));
    }

    /** But for the spelling of names and the blanks at the end of lines both formats say the same. */
    @ParameterizedTest
    @CsvSource({
        "ajam-22, command",
        "ajam-22, corestatus",
        "ajam-22, error",
        "ajam-22, getconfig",
        "ajam-22, queuestatus",
        "ajam-22, userevent",
        "ajam-16, command",
        "ajam-16, error",
        "ajam-16, queuestatus"
    })
    void bothFormatsSayTheSame(String version, String what) throws Exception {
        String raw = new String(body(version + "/rawman-" + what + ".txt"), UTF_8);

        assertThat(comparable(mxml(body(version + "/mxml-" + what + ".txt")))).isEqualTo(comparable(raw));
    }

    /** Uptimes and the like differ between two captures. */
    private static List<String> comparable(String messages) {
        return messages.lines()
                .map(line -> line.contains(": ")
                        ? line.substring(0, line.indexOf(':'))
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replaceAll("[^a-z0-9]", "_")
                                + line.substring(line.indexOf(':'))
                                        .replaceAll("\\d+", "n")
                                        .stripTrailing()
                        : line.stripTrailing())
                .toList();
    }

    @Test
    void controlCharactersPassAndLineEndsDoNot() throws Exception {
        assertThat(mxml(body("ajam-22/mxml-control-chars.txt"))).contains("v: a\u0001b\u001bc\td\r\n");
        assertThat(mxml(xml("a='1\r\nResponse: Success' b='\n'"))).isEqualTo("a: 1  Response: Success\r\nb:  \r\n\r\n");
    }

    @Test
    void namesThatCollideBecomeHeadersOfOneName() throws Exception {
        assertThat(mxml(xml("foo='1' foo='2' foo-2='3' f_o='4' f_o='5' _1x='6'")))
                .isEqualTo("foo: 1\r\nfoo: 2\r\nfoo: 3\r\nf_o: 4\r\nf_o: 5\r\n_1x: 6\r\n\r\n");
    }

    @Test
    void onlyTheFiveEntitiesMeanSomething() throws Exception {
        assertThat(mxml(xml("a='&lt;1&gt; &amp;amp; &quot;&apos; &x; & &#65; &lt' b='é'")))
                .isEqualTo("a: <1> &amp; \"' &x; & &#65; &lt\r\nb: é\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "<ajax-response>",
                "<ajax-response>\n<response type='object' id='unknown'><generic a='1",
                "<ajax-response>\n<response type='object' id='unknown'><generic a='1 /></ajax-response>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ajax-response>&x;</ajax-response>"
            })
    void whatIsNoWholeAnswerIsRefused(String body) {
        assertThatThrownBy(() -> mxml(body.getBytes(UTF_8))).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "Response: Success\r\n", "Response: Succ", "<html></html>\n", "Response: Success\r\n\r"})
    void cutPlainTextIsRefused(String body) {
        assertThatThrownBy(() -> BodyFormat.RAWMAN.messages(body.getBytes(UTF_8)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aSupersededPollIsEmptyInBothFormats() throws Exception {
        assertThat(BodyFormat.RAWMAN.messages(body("ajam-22/waitevent-concurrent-rawman-one.txt")))
                .isEmpty();
        assertThat(BodyFormat.MXML.messages(body("ajam-22/waitevent-concurrent-mxml-one.txt")))
                .isEmpty();
    }

    private static byte[] xml(String attributes) {
        return ("<ajax-response>\n<response type='object' id='unknown'><generic " + attributes
                        + " /></response>\n</ajax-response>\n")
                .getBytes(UTF_8);
    }
}
