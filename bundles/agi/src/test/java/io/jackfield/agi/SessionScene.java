package io.jackfield.agi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.spi.AgiLink;
import io.jackfield.agi.spi.LiveSession;
import io.jackfield.agi.spi.SessionLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A session whose link, workers and time are in the test's hands. */
public final class SessionScene implements AgiLink {

    public static final SessionLimits LIMITS = new SessionLimits(200, 3, Duration.ofSeconds(30));

    public final List<String> sent = new ArrayList<>();
    public final List<AgiEnd> closed = new ArrayList<>();
    public final ManualTimer timer = new ManualTimer();
    public final Deque<Runnable> work = new ArrayDeque<>();
    /** Whether the test's thread plays the one that reads. */
    public boolean reader;

    public final LiveSession session = new LiveSession(
            AgiRequest.of(Map.of("agi_network", "yes", "agi_channel", "PJSIP/alice-1")),
            "127.0.0.1:4711",
            this,
            LIMITS,
            work::add,
            timer);

    @Override
    public void send(byte[] line) {
        sent.add(new String(line, UTF_8).strip());
    }

    @Override
    public boolean isReader() {
        return reader;
    }

    @Override
    public void close(AgiEnd end) {
        closed.add(end);
    }

    /** What was sent last. */
    public String last() {
        return sent.get(sent.size() - 1);
    }

    /** Executes a command and lets the workers work. */
    public CompletableFuture<AgiReply> execute(AgiCommand command) {
        CompletableFuture<AgiReply> reply = session.execute(command);
        letWorkersWork();
        return reply;
    }

    /** Asterisk sends this in one piece; then the workers work. */
    public SessionScene receive(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        session.received(bytes, 0, bytes.length);
        letWorkersWork();
        return this;
    }

    /** Asterisk answers the echo that is under way. */
    public SessionScene receiveEcho() {
        String text = last().replaceAll("GET FULL VARIABLE \"(.*)\"", "$1");
        return receive("200 result=1 (" + text + ")\n");
    }

    public void letTimePass(Duration time) {
        timer.advance(time);
        letWorkersWork();
    }

    public void letWorkersWork() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }
}
