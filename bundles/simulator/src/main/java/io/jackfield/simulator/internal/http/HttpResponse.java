package io.jackfield.simulator.internal.http;

import io.jackfield.simulator.internal.wire.WireText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * An answer; one char is one byte.
 *
 * @param headers the lines that only this answer has, each with its line end
 */
public record HttpResponse(int status, String title, String headers, String body) {

    private static final String SERVER = "Asterisk";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            429, "Too Many Requests",
            500, "Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            504, "Gateway Timeout");

    public static HttpResponse ok(String headers, String body) {
        return new HttpResponse(200, "OK", headers, body);
    }

    /** A small page that says what went wrong. */
    public static HttpResponse page(int status, String title, String text) {
        return page(status, title, "", text);
    }

    public static HttpResponse page(int status, String title, String headers, String text) {
        String body = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\r\n<html><head>\r\n<title>" + status + " "
                + title + "</title>\r\n</head><body>\r\n<h1>" + title + "</h1>\r\n<p>" + text
                + "</p>\r\n<hr />\r\n<address>"
                + SERVER + "</address>\r\n</body></html>\r\n";
        return new HttpResponse(status, title, headers + "Content-type: text/html\r\n", body);
    }

    /** The page of a status that only a test asks for. */
    public static HttpResponse page(int status) {
        return page(status, TITLES.getOrDefault(status, "Status " + status), "");
    }

    /** Everything before the body. */
    byte[] head(Instant now, boolean closing) {
        return WireText.bytes("HTTP/1.1 " + status + " " + title + "\r\nServer: " + SERVER + "\r\nDate: "
                + DATE.format(now) + "\r\n" + (closing ? "Connection: close\r\n" : "")
                + "Cache-Control: no-cache, no-store\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n");
    }

    /** Who asks for the head alone gets it, unless something went wrong. */
    byte[] body(boolean headOnly) {
        return headOnly && status < 400 ? new byte[0] : WireText.bytes(body);
    }
}
