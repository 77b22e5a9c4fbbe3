package io.jackfield.itests.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** Requests to the HTTP port, for what happens byte by byte: each on a connection of its own, with the cookie that was given last. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Pbx pbx;
    private String cookie = "";

    RawHttp(Pbx pbx) {
        this.pbx = pbx;
    }

    /** @param cookie as a request has it */
    RawHttp withCookie(String cookie) {
        this.cookie = cookie;
        return this;
    }

    /** The value of the cookie that was given last. */
    String cookie() {
        return cookie;
    }

    /** Posts a form. */
    HttpText post(String path, String form) {
        return post(path, form, "");
    }

    /** @param headers more of them, each with its line end */
    HttpText post(String path, String form, String headers) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: pbx\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                + headers;
        return ask(new HttpText(head + "\r\n", "").withBody(form));
    }

    /** Sends a request and reads its answer. */
    HttpText ask(HttpText request) {
        try (Socket socket = new Socket(pbx.host(), pbx.httpPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            request.writeTo(socket.getOutputStream());
            HttpText answer = HttpText.read(new BufferedInputStream(socket.getInputStream()));
            if (answer == null) {
                throw new AssertionError("the PBX closed the connection without an answer");
            }
            answer.header("Set-Cookie").ifPresent(given -> cookie = given.split(";")[0]);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
