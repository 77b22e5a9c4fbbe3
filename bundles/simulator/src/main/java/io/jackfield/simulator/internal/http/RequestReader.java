package io.jackfield.simulator.internal.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts requests out of a byte stream as Asterisk does: lines below 4096 bytes with LF or CRLF, 100 headers, forms of at
 * most 40960 bytes, plain or chunked. Memory is bounded by those limits whatever is sent.
 */
final class RequestReader {

    private static final int LINE_BUFFER = 4096;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 40960;
    private static final Pattern LENGTH = Pattern.compile("\\s*([+-]?\\d+).*", Pattern.DOTALL);
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})\r?(;.*)?", Pattern.DOTALL);

    private enum Stage {
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private final StringBuilder line = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private Stage stage = Stage.REQUEST_LINE;
    private String method;
    private String target;
    private boolean bodyCounts;
    private long bodyLeft;

    /** Takes bytes up to the end of the next request; null if they run out before. */
    Received read(ByteBuf in) {
        Received received = null;
        while (received == null && in.isReadable()) {
            received = stage == Stage.BODY || stage == Stage.CHUNK ? readBody(in) : readLine(in);
        }
        return received;
    }

    /** Whether no part of a request has come yet. */
    boolean isIdle() {
        return stage == Stage.REQUEST_LINE && line.isEmpty();
    }

    /** What a client hears whose request does not come to its end; nothing if it has hardly begun. */
    Optional<HttpResponse> timedOut() {
        return switch (stage) {
            case REQUEST_LINE -> Optional.empty();
            case HEADERS -> Optional.of(HttpResponse.page(400, "Bad Request", "Timeout"));
            default -> Optional.of(badBody().response());
        };
    }

    private Received readLine(ByteBuf in) {
        while (in.isReadable()) {
            char next = (char) in.readUnsignedByte();
            if (next == '\n') {
                String text = line.toString().stripTrailing();
                line.setLength(0);
                return use(text);
            }
            line.append(next);
            if (line.length() == LINE_BUFFER - 1) {
                return tooLong();
            }
        }
        return null;
    }

    private Refusal tooLong() {
        return switch (stage) {
            case REQUEST_LINE -> Refusal.of(400, "Bad Request", "Request line too long");
            case HEADERS -> Refusal.of(400, "Bad Request", "Header line too long");
            default -> badBody();
        };
    }

    private Received use(String text) {
        return switch (stage) {
            case REQUEST_LINE -> begin(text);
            case HEADERS -> text.isEmpty() ? endOfHeaders() : header(text);
            case CHUNK_SIZE -> chunk(text);
            case CHUNK_END -> {
                stage = Stage.CHUNK_SIZE;
                yield text.isEmpty() ? null : badBody();
            }
            default -> text.isEmpty() ? complete() : null;
        };
    }

    private Received begin(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length < 2) {
            return Refusal.of(400, "Bad Request", "Invalid Request");
        }
        method = words[0];
        target = words[1];
        stage = Stage.HEADERS;
        return null;
    }

    /** What has no colon, no name or no value is no header. */
    private Received header(String text) {
        int colon = text.indexOf(':');
        String value = text.substring(colon + 1).strip();
        if (colon <= 0 || value.isEmpty()) {
            return null;
        }
        if (headers.size() == MAX_HEADERS) {
            return Refusal.of(413, "Request Entity Too Large", "Too many headers");
        }
        headers.add(Map.entry(text.substring(0, colon).stripTrailing(), value));
        return null;
    }

    private Received endOfHeaders() {
        bodyCounts = HttpRequest.postsForm(method, headers);
        String encoding = HttpRequest.header(headers, "Transfer-Encoding").orElse("identity");
        if (encoding.equalsIgnoreCase("chunked")) {
            stage = Stage.CHUNK_SIZE;
            return null;
        }
        if (!encoding.equalsIgnoreCase("identity")) {
            return Refusal.of(501, "Unimplemented", "Unsupported Transfer-Encoding.");
        }
        Matcher length =
                LENGTH.matcher(HttpRequest.header(headers, "Content-Length").orElse("0"));
        if (!length.matches() || length.group(1).startsWith("-")) {
            return Refusal.of(400, "Bad Request", "Invalid Content-Length in request!");
        }
        String digits = length.group(1);
        bodyLeft = digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits);
        stage = Stage.BODY;
        return bodyLeft == 0 ? complete() : checkSize();
    }

    private Received chunk(String text) {
        Matcher size = CHUNK.matcher(text);
        if (!size.matches()) {
            return badBody();
        }
        bodyLeft = Integer.parseInt(size.group(1), 16);
        stage = bodyLeft == 0 ? Stage.TRAILERS : Stage.CHUNK;
        return checkSize();
    }

    private Received checkSize() {
        return bodyCounts && body.length() + bodyLeft > MAX_BODY
                ? Refusal.of(413, "Request Entity Too Large", "Body too large")
                : null;
    }

    private static Refusal badBody() {
        return Refusal.of(400, "Bad Request", "Error parsing request body");
    }

    private Received readBody(ByteBuf in) {
        int length = (int) Math.min(bodyLeft, in.readableBytes());
        if (bodyCounts) {
            body.append(in.readCharSequence(length, StandardCharsets.ISO_8859_1));
        } else {
            in.skipBytes(length);
        }
        bodyLeft -= length;
        if (bodyLeft > 0) {
            return null;
        }
        if (stage == Stage.CHUNK) {
            stage = Stage.CHUNK_END;
            return null;
        }
        return complete();
    }

    private HttpRequest complete() {
        HttpRequest request = new HttpRequest(method, target, headers, body.toString());
        headers.clear();
        body.setLength(0);
        stage = Stage.REQUEST_LINE;
        return request;
    }
}
