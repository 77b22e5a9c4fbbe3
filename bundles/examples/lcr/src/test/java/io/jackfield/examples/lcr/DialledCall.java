package io.jackfield.examples.lcr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call as Asterisk hands it to the route, without a PBX around it, whose time would be measured, too.
 *
 * @param dialled what {@code Dial()} was to call, one after the other
 * @param setUp from the moment the server could know of the call until the first {@code Dial()} had arrived
 */
record DialledCall(List<String> dialled, Duration setUp) {

    private static final Pattern DIAL = Pattern.compile("EXEC \"?Dial\"? \"(.*)\"");

    static DialledCall place(InetSocketAddress server, String number, String dialStatus) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setTcpNoDelay(true);
            BufferedReader commands =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            send(
                    socket,
                    "agi_network: yes\nagi_network_script: lcr\nagi_request: agi://127.0.0.1/lcr\nagi_channel: PJSIP/1001-1\n"
                            + "agi_uniqueid: 1.1\nagi_callerid: 1001\nagi_context: out\nagi_extension: 7\nagi_priority: 1\n"
                            + "agi_arg_1: " + number + "\n\n");
            long start = System.nanoTime();
            long first = start;
            List<String> dialled = new ArrayList<>();
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                Matcher dial = DIAL.matcher(line);
                if (dial.matches()) {
                    first = dialled.isEmpty() ? System.nanoTime() : first;
                    dialled.add(dial.group(1));
                }
                send(
                        socket,
                        line.startsWith("GET VARIABLE") ? "200 result=1 (" + dialStatus + ")\n" : "200 result=0\n");
            }
            return new DialledCall(dialled, Duration.ofNanos(first - start));
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
