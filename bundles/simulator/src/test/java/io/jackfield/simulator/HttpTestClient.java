package io.jackfield.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** One HTTP connection on a plain socket; it remembers the cookie of its session as a browser would. */
public final class HttpTestClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    /** What came back, byte by byte. */
    public record Reply(String head, String body) {

        int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        /** The first header of this name, "" if there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        List<Block> blocks() {
            return Block.parse(body);
        }

        Block first() {
            return blocks().get(0);
        }

        String all() {
            return head + body;
        }

        String cookie() {
            return header("Set-Cookie").replaceFirst(";.*", "");
        }
    }

    private final Socket socket;
    private final InputStream in;
    private String cookie = "";

    HttpTestClient(Simulator pbx) {
        this(SocketFactory.getDefault(), pbx.httpPort());
    }

    /** Over TLS. */
    public HttpTestClient(Simulator pbx, SSLContext trust) {
        this(trust.getSocketFactory(), pbx.httpsPort());
    }

    private HttpTestClient(SocketFactory sockets, int port) {
        try {
            socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected and logged in. */
    static HttpTestClient login(Simulator pbx, String events) {
        HttpTestClient client = new HttpTestClient(pbx);
        Reply reply = client.get("/rawman?action=login&username=jackfield&secret=secret&events=" + events);
        if (!reply.first().get("Message").equals("Authentication accepted")) {
            throw new AssertionError(reply.all());
        }
        return client;
    }

    /** Another connection of the same session. */
    HttpTestClient another(Simulator pbx) {
        return new HttpTestClient(pbx).withCookie(cookie);
    }

    HttpTestClient withCookie(String newCookie) {
        cookie = newCookie;
        return this;
    }

    String cookie() {
        return cookie;
    }

    public Reply get(String target, String... headers) {
        return request("GET", target, "", headers);
    }

    Reply post(String path, String form) {
        return request("POST", path, form, "Content-Type: application/x-www-form-urlencoded");
    }

    Reply request(String method, String target, String body, String... headers) {
        begin(method, target, body, headers);
        return remembered(reply(method.equals("HEAD")));
    }

    /** Sends a request and waits for nothing. */
    HttpTestClient begin(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: pbx\r\n");
        if (!cookie.isEmpty()) {
            request.append("Cookie: ").append(cookie).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return raw(request + "\r\n" + body);
    }

    HttpTestClient raw(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
        return remembered(reply(false));
    }

    private Reply remembered(Reply reply) {
        if (!reply.cookie().isEmpty()) {
            cookie = reply.cookie();
        }
        return reply;
    }

    private Reply reply(boolean headOnly) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException("The connection ended after: " + head);
                }
                head.write(next);
            }
            Reply reply = new Reply(head.toString(StandardCharsets.ISO_8859_1), "");
            int length = headOnly ? 0 : Integer.parseInt(reply.header("Content-Length"));
            return new Reply(reply.head(), new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("Waited in vain after: " + head, e);
        }
    }

    /** Whether nothing at all is sent for so long. */
    boolean hearsNothingFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Whether the connection ends, and without another byte. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
