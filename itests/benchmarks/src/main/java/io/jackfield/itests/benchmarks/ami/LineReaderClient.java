package io.jackfield.itests.benchmarks.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The baseline: what anybody would write in an hour, lines into a map for each event, on the thread that reads. */
final class LineReaderClient implements Client {

    @Override
    public String name() {
        return "line reader";
    }

    @Override
    public Login login(InetSocketAddress pbx) throws IOException {
        Socket socket = new Socket(pbx.getAddress(), pbx.getPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        in.readLine();
        socket.getOutputStream()
                .write("Action: Login\r\nUsername: benchmark\r\nSecret: benchmark\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        AtomicLong events = new AtomicLong();
        Thread reader = new Thread(() -> read(in, message -> {
            if (message.containsKey("Event")) {
                events.incrementAndGet();
            }
        }));
        reader.start();
        return new Login() {
            @Override
            public long events() {
                return events.get();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static void read(BufferedReader in, Consumer<Map<String, String>> listener) {
        try {
            Map<String, String> message = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    message.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                } else if (line.isEmpty()) {
                    listener.accept(message);
                    message = new HashMap<>();
                }
            }
        } catch (IOException closed) {
            // The socket was closed, which is the only way to make this thread end.
        }
    }
}
