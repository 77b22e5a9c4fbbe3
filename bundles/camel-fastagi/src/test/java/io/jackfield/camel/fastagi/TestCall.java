package io.jackfield.camel.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.spi.AgiLink;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.LiveSession;
import io.jackfield.agi.spi.SessionLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Asterisk's side of one session: what it was told, and what it answers. */
final class TestCall implements AgiLink {

    private static final String NOTHING = "";

    private final TestServer server;
    private final HandlerRegistry.Match match;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final CompletableFuture<AgiEnd> end = new CompletableFuture<>();
    final LiveSession session;

    TestCall(TestServer server, HandlerRegistry.Match match) {
        this.server = server;
        this.match = match;
        this.session = new LiveSession(
                match.request(), "127.0.0.1:50000", this, SessionLimits.DEFAULT, server.workers, server.wire);
    }

    /** What is answered to commands that begin like this, in place of {@code 200 result=0}. */
    TestCall answering(String command, String reply) {
        answers.put(command, reply);
        return this;
    }

    /** Commands that begin like this have no answer until the test gives one. */
    TestCall holding(String command) {
        return answering(command, NOTHING);
    }

    TestCall begin() {
        server.workers.execute(() -> {
            try {
                CompletionStage<?> done = match.handler().handle(session);
                done.whenComplete((result, problem) -> {
                    if (problem == null) {
                        session.close();
                    } else {
                        session.fail();
                    }
                });
            } catch (RuntimeException e) {
                session.fail();
            }
        });
        return this;
    }

    @Override
    public void send(byte[] line) {
        String command = new String(line, UTF_8).strip();
        commands.add(command);
        String answer = answers.entrySet().stream()
                .filter(known -> command.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("200 result=0");
        if (!answer.equals(NOTHING)) {
            receive(answer);
        }
    }

    /** From Asterisk to the session. */
    TestCall receive(String... lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(UTF_8);
        server.wire.execute(() -> session.received(bytes, 0, bytes.length));
        return this;
    }

    TestCall hangup() {
        return receive("HANGUP");
    }

    @Override
    public void close(AgiEnd how) {
        end.complete(how);
    }

    TestCall awaitCommand(String beginning) {
        await().untilAsserted(() -> assertThat(commands).anyMatch(command -> command.startsWith(beginning)));
        return this;
    }

    /** How the session ended, once it has. */
    AgiEnd end() {
        return end.orTimeout(10, TimeUnit.SECONDS).join();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    /** What Asterisk was told. */
    List<String> commands() {
        return commands;
    }

    /** What Asterisk was told, but for the variable at the end, which it must have been told. */
    List<String> commandsOfTheRoute() {
        end();
        int last = commands.size() - 1;
        if (last < 0 || !commands.get(last).equals("SET VARIABLE \"JACKFIELD_STATUS\" \"OK\"")) {
            throw new AssertionError("JACKFIELD_STATUS is not OK at the end of " + commands);
        }
        return commands.subList(0, last);
    }
}
