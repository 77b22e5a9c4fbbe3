package io.jackfield.manager.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import io.jackfield.manager.spi.Transport;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A PBX without a wire. It serves the actions of a session strictly one after the other, as Asterisk does, each in a turn of
 * its own on the given executor; it can be absent, refuse, fall silent, hang and drop the line.
 */
final class FakePbx implements Transport {

    static final String GREETING = "Asterisk Call Manager/11.0.0";
    static final String SECRET = "hunter2-is-secret";
    static final String CHALLENGE = "814207955";

    /** What was sent, in the order it came. */
    record Sent(String id, ManagerAction action) {

        String value(String header) {
            return action.headers().stream()
                    .filter(h -> h.name().equals(header))
                    .map(ManagerAction.Header::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One line to it. */
    final class Line implements Link {

        final List<Sent> sent = new ArrayList<>();
        final LinkListener listener;
        private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
        private boolean open = true;
        /** The reader is at work: it reads nothing else meanwhile. */
        private boolean receiving;

        private boolean eventsOn;

        private Line(LinkListener listener) {
            this.listener = listener;
        }

        @Override
        public boolean send(ManagerAction action, String actionId, Duration patience) {
            if (!open) {
                return false;
            }
            Sent received = new Sent(actionId, action);
            sent.add(received);
            waiting.add(received);
            if (faster && !receiving) {
                serve();
            } else {
                reader.execute(this::serve);
            }
            return true;
        }

        @Override
        public boolean isLoggedIn() {
            return knowsUser;
        }

        @Override
        public Optional<Duration> lifetime() {
            return lifetime;
        }

        /** Answers what waits, unless the PBX is busy with a slow action. */
        private void serve() {
            while (open && !busy && !waiting.isEmpty()) {
                Sent next = waiting.poll();
                String answer = answer(this, next);
                if (answer != null) {
                    receive(answer.replace("$ID", next.id()));
                }
                if (next.action().name().equals("Logoff")
                        || answer != null && answer.contains("Message: Authentication failed")) {
                    drop("the PBX closed the connection");
                }
            }
        }

        /** Something arrives from the PBX; the message's end is added. */
        void receive(String message) {
            receivePart(message.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n");
        }

        /** These very bytes arrive. */
        void receivePart(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            receiving = true;
            listener.received(bytes, 0, bytes.length);
            receiving = false;
        }

        /** The line ends; its listener hears of it once. */
        void drop(String reason) {
            if (open) {
                open = false;
                listener.closed(reason);
            }
        }

        @Override
        public void close() {
            reader.execute(() -> {
                serve();
                drop("closed by this side");
            });
        }

        boolean isOpen() {
            return open;
        }

        List<String> names() {
            return sent.stream().map(s -> s.action().name()).toList();
        }

        /** What all actions of that name, in their order, said in that header. */
        List<String> values(String action, String header) {
            return sent.stream()
                    .filter(s -> s.action().name().equals(action))
                    .map(s -> s.value(header))
                    .toList();
        }

        /** The last action of that name. */
        Sent last(String action) {
            return sent.stream()
                    .filter(s -> s.action().name().equals(action))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }

    final List<Line> lines = new ArrayList<>();
    /** Answers by action name, with {@code $ID} for the ActionID; an empty supply is no answer. */
    final Map<String, Supplier<String>> answers = new HashMap<>();
    /** Why it cannot be reached, or null if it can. */
    String absentBecause;
    /** What its transport throws against all promises, or null. */
    RuntimeException defect;
    /** Whether its answers are read before another thread than the reader has come back from sending. */
    boolean faster;
    /** Whether it knows who is on a line without a Login. */
    boolean knowsUser;
    /** How long it keeps a login that it hears nothing from. */
    Optional<Duration> lifetime = Optional.empty();
    /** Whether a slow action keeps it from everything else; the line is intact. */
    private boolean busy;

    private final Executor reader;
    private int attempts;

    FakePbx(Executor reader) {
        this.reader = reader;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String peer() {
        return "pbx.example:5038";
    }

    @Override
    public void connect(LinkListener listener) {
        attempts++;
        if (defect != null) {
            throw defect;
        }
        reader.execute(() -> {
            if (absentBecause != null) {
                listener.closed(absentBecause);
                return;
            }
            Line line = new Line(listener);
            lines.add(line);
            listener.opened(line, GREETING);
        });
    }

    int attempts() {
        return attempts;
    }

    Line line() {
        return lines.get(lines.size() - 1);
    }

    void setBusy(boolean busy) {
        this.busy = busy;
        if (!busy) {
            line().serve();
        }
    }

    /** Raises an event; sessions with events off do not see it. */
    void event(String name) {
        if (line().eventsOn && line().open) {
            line().receive("Event: " + name + "\r\nPrivilege: call,all\r\n");
        }
    }

    private String answer(Line line, Sent sent) {
        Supplier<String> scripted = answers.get(sent.action().name());
        if (scripted != null) {
            return scripted.get();
        }
        return switch (sent.action().name()) {
            case "Challenge" -> success("Challenge: " + CHALLENGE);
            case "Login" -> login(line, sent);
            case "Events" -> {
                line.eventsOn = !sent.value("EventMask").equals("off");
                yield success("Events: On");
            }
            case "Ping" -> success("Ping: Pong");
            case "Logoff" -> "Response: Goodbye\nActionID: $ID\nMessage: Thanks for all the fish.\n";
            default -> success("Message: done");
        };
    }

    private String login(Line line, Sent sent) {
        line.eventsOn = !"off".equals(sent.value("Events"));
        boolean right = "jack".equals(sent.value("Username"))
                && (SECRET.equals(sent.value("Secret"))
                        || "MD5".equals(sent.value("AuthType")) && key().equals(sent.value("Key")));
        return right
                ? success("Message: Authentication accepted")
                : "Response: Error\nActionID: $ID\nMessage: Authentication failed\n";
    }

    private static String success(String line) {
        return "Response: Success\nActionID: $ID\n" + line + "\n";
    }

    private static String key() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((CHALLENGE + SECRET).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
