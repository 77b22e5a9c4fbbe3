package io.jackfield.simulator.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in whatever pieces they come, and what is none. */
class RequestReaderTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static List<Received> read(String bytes, int pieces) {
        RequestReader reader = new RequestReader();
        List<Received> received = new ArrayList<>();
        ByteBuf unread = Unpooled.buffer();
        for (int i = 0; i < bytes.length(); i += pieces) {
            String piece = bytes.substring(i, Math.min(bytes.length(), i + pieces));
            unread.writeCharSequence(piece, StandardCharsets.ISO_8859_1);
            for (Received next = reader.read(unread); next != null; next = reader.read(unread)) {
                received.add(next);
                if (next instanceof Refusal) {
                    return received;
                }
            }
        }
        return received;
    }

    private static String problem(String bytes) {
        return read(bytes, 4096).get(0) instanceof Refusal refusal
                ? refusal.response().status() + " "
                        + refusal.response().body().replaceFirst("(?s).*<p>(.*)</p>.*", "$1")
                : "none";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void inAnyPieces(int pieces) {
        String bytes = "GET /a?b=1&c HTTP/1.1\r\nHost: x\r\nno header\r\nEmpty:\r\n: nameless\r\n A : b c \r\n\r\n"
                + "POST /p?q=1 HTTP/1.1\n" + FORM.replace("\r\n", "; charset=utf-8\n")
                + "Content-Length: 13 bytes\n\nA=1&A=%41+b%2"
                + "post /c HTTP/1.0\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\na=%\r\nA\r\n41&b=%00c&\r\n0\r\nTrailer: t\r\n\r\n"
                + "PUT /u HTTP/1.1\r\nContent-Length: 5\r\n\r\n12345"
                + "HEAD / HTTP/1.1\r\n\r\n";
        List<HttpRequest> requests =
                read(bytes, pieces).stream().map(HttpRequest.class::cast).toList();
        assertThat(requests).extracting(HttpRequest::method).containsExactly("GET", "POST", "post", "PUT", "HEAD");
        assertThat(requests.get(0).headers()).containsExactly(Map.entry("Host", "x"), Map.entry(" A", "b c"));
        assertThat(requests.get(0).parameters()).containsExactly(Map.entry("b", "1"), Map.entry("c", ""));
        assertThat(requests.get(1).parameters())
                .as("of the body alone")
                .containsExactly(Map.entry("A", "1"), Map.entry("A", "A b%2"));
        assertThat(requests.get(2).parameters())
                .containsExactly(Map.entry("a", "A"), Map.entry("b", ""), Map.entry("", ""));
        assertThat(requests.get(3).body()).isEmpty();
    }

    @Test
    void whatIsNoFormCountsForNothing() {
        for (String type : List.of("multipart/form-data", "application/x-www-form-urlencoded ; a=b", "text/plain")) {
            HttpRequest request = (HttpRequest)
                    read("POST /p HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: 3\r\n\r\na=1", 9)
                            .get(0);
            assertThat(request.parameters()).as(type).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"%,%", "%4,%4", "%zz,%zz", "%2B,+", "+, ", "%C3%A9,\u00c3\u00a9", "a%00b,a"})
    void escapes(String encoded, String decoded) {
        assertThat(Form.decode(encoded + "=x")).containsExactly(Map.entry(decoded, "x"));
    }

    @Test
    void limits() {
        String line = "GET /" + "a".repeat(4095 - 15) + " HTTP/1.1\n";
        assertThat(line).hasSize(4095);
        assertThat(problem(line + "\n")).isEqualTo("none");
        assertThat(problem("GET /" + "a".repeat(4090))).isEqualTo("400 Request line too long");
        assertThat(problem("GET / HTTP/1.1\r\nA: " + "a".repeat(4092))).isEqualTo("400 Header line too long");
        assertThat(problem("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(100) + "\r\n"))
                .isEqualTo("none");
        assertThat(problem("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(101))).isEqualTo("413 Too many headers");
        String post = "POST / HTTP/1.1\r\n" + FORM;
        assertThat(problem(post + "Content-Length: 40960\r\n\r\n" + "a".repeat(40960)))
                .isEqualTo("none");
        assertThat(problem(post + "Content-Length: 40961\r\n\r\n")).isEqualTo("413 Body too large");
        assertThat(problem(post + "Content-Length: 99999999999999999999\r\n\r\n"))
                .isEqualTo("413 Body too large");
        String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
        assertThat(problem(post + "Transfer-Encoding: Chunked\r\n\r\n" + chunk + "2001\r\n"))
                .isEqualTo("413 Body too large");
    }

    @ParameterizedTest
    @CsvSource({
        "'\r\n',400 Invalid Request",
        "'GET\r\n',400 Invalid Request",
        "'GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n',400 Invalid Content-Length in request!",
        "'GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n',400 Invalid Content-Length in request!",
        "'GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n',501 Unsupported Transfer-Encoding.",
        "'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n',400 Error parsing request body",
        "'GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n',400 Error parsing request body"
    })
    void whatIsNoRequest(String bytes, String problem) {
        assertThat(problem(bytes)).isEqualTo(problem);
    }

    @Test
    void whatAClientHearsThatFallsSilent() {
        RequestReader reader = new RequestReader();
        assertThat(reader.isIdle()).isTrue();
        reader.read(Unpooled.copiedBuffer("GET", StandardCharsets.US_ASCII));
        assertThat(reader.isIdle()).isFalse();
        assertThat(reader.timedOut()).isEmpty();
        reader.read(Unpooled.copiedBuffer(" / HTTP/1.1\r\n", StandardCharsets.US_ASCII));
        assertThat(reader.timedOut().orElseThrow().body()).contains("Timeout");
        reader.read(Unpooled.copiedBuffer("Content-Length: 2\r\n\r\na", StandardCharsets.US_ASCII));
        assertThat(reader.timedOut().orElseThrow().body()).contains("Error parsing request body");
    }
}
