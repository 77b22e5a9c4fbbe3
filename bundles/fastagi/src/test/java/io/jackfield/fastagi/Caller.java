package io.jackfield.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;

/** Asterisk's side of one call: dials a server, sends what it is told to, and sees what {@code AGI()} would. */
final class Caller implements AutoCloseable {

    static final String REPLY = "200 result=0\n";

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    Caller(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.out = socket.getOutputStream();
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 256);
    }

    /** Connects, without a word. */
    static Caller connect(FastAgiServer server) throws IOException {
        return connectFrom("127.0.0.1", server);
    }

    /** Connects from one of this machine's many loopback addresses. */
    static Caller connectFrom(String address, FastAgiServer server) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(server.address().orElseThrow(), PATIENCE_MILLIS);
        return new Caller(socket);
    }

    /** Does what {@code AGI(agi://server/script)} does. */
    static Caller call(FastAgiServer server, String script) throws IOException {
        return connect(server).send(environment(script));
    }

    static String environment(String script) {
        return """
                agi_network: yes
                agi_network_script: %s
                agi_request: agi://127.0.0.1/%s
                agi_channel: Local/100@test-00000001;2
                agi_language: en
                agi_type: Local
                agi_uniqueid: 1795411457.201
                agi_version: 22.10.1
                agi_callerid: unknown
                agi_accountcode:\s
                agi_threadid: 140174724318912
                agi_arg_1: a: b

                """
                .formatted(script, script);
    }

    Caller send(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
        return this;
    }

    /** The next line; null at the end. */
    String line() throws IOException {
        return in.readLine();
    }

    /** The next command, which is answered. */
    String command() throws IOException {
        String command = line();
        send(REPLY);
        return command;
    }

    /**
     * Reads to the end and says what the dialplan would find: FAILURE if a line begins with {@code failure}, else SUCCESS. A reset,
     * or the end of TLS, is an end like any other.
     */
    String agiStatus() throws IOException {
        String status = "SUCCESS";
        try {
            for (String line = line(); line != null; line = line()) {
                status = line.startsWith("failure") ? "FAILURE" : status;
            }
        } catch (SocketException | SSLException end) {
            return status;
        }
        return status;
    }

    /** Resets the connection, as a PBX does that dies. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
