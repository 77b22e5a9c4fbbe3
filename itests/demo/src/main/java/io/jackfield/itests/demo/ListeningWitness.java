package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Listens to a PBX that makes its calls by itself, over a manager connection of its own. */
final class ListeningWitness implements Witness {
    private static final int CONNECT_MILLIS = 10_000;

    private final CallLedger ledger = new CallLedger();
    private final Socket socket = new Socket();
    private final Thread reader;
    private volatile IOException failure;

    /**
     * Logs in.
     *
     * @throws DemoException if the PBX does not let it
     */
    ListeningWitness(String host, int port, ManagerUser user) {
        try {
            ManagerMessages messages = login(host, port, user);
            reader = new Thread(() -> read(messages), "witness");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            close();
            throw new DemoException(
                    "cannot listen to the PBX at " + host + ":" + port + " as " + user.name() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Testimony observe(Duration time, Duration settling) {
        Set<String> earlier = ledger.known();
        Pause.of(time);
        Set<String> judged = new HashSet<>(ledger.over());
        judged.removeAll(earlier);
        Pause.of(settling);
        if (failure != null) {
            throw new DemoException("the witness lost its connection to the PBX: " + failure.getMessage(), failure);
        }
        return new Testimony(ledger.known(), judged);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new DemoException("cannot close the connection of the witness: " + e.getMessage(), e);
        }
    }

    private ManagerMessages login(String host, int port, ManagerUser user) throws IOException {
        socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
        socket.setSoTimeout(CONNECT_MILLIS);
        ManagerMessages messages = new ManagerMessages(socket.getInputStream());
        String login =
                "Action: Login\r\nUsername: " + user.name() + "\r\nSecret: " + user.secret() + "\r\nEvents: on\r\n\r\n";
        socket.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
        Map<String, String> answer = messages.next();
        while (!answer.containsKey("Response")) {
            ledger.accept(answer);
            answer = messages.next();
        }
        if (!answer.get("Response").equals("Success")) {
            throw new IOException(answer.get("Message"));
        }
        socket.setSoTimeout(0);
        return messages;
    }

    private void read(ManagerMessages messages) {
        try {
            while (true) {
                ledger.accept(messages.next());
            }
        } catch (IOException e) {
            failure = e;
        }
    }
}
