package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.calls.Variables;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The loop in which Asterisk reads commands from a server, and what it says when the channel is hung up. */
final class FastAgiSession {

    private final Execution execution;
    private final LineReader reader;
    private final AgiWire wire;
    private final Interpreter interpreter;
    private final Consumer<Optional<AgiStatus>> ended;
    private final boolean tellsHangup;
    private final boolean exitsOnHangup;
    private AgiStatus status = AgiStatus.SUCCESS;
    private boolean dead;
    private boolean looping;
    private boolean over;

    /** @param ended is told once, when the session is over and the wire closed */
    FastAgiSession(
            AgiPlatform platform,
            Execution execution,
            LineReader reader,
            AgiWire wire,
            Consumer<Optional<AgiStatus>> ended) {
        this.execution = execution;
        this.reader = reader;
        this.wire = wire;
        this.ended = ended;
        interpreter = new Interpreter(platform, execution, wire::write, reader::isReadable);
        tellsHangup = !EventClass.isNo(variable("AGISIGHUP"));
        exitsOnHangup = EventClass.isYes(variable("AGIEXITONHANGUP"));
    }

    private String variable(String name) {
        String value = Variables.value(execution.board().pbx(), execution.channel(), name);
        return value == null ? "" : value;
    }

    /** @param startsDead whether the channel was hung up before the application began */
    void start(String environment, boolean startsDead) {
        dead = startsDead;
        execution.outlivesHangup(this::hungUp);
        execution.ifReleased(this::released);
        wire.write(environment);
        loop();
    }

    /** The server sent something, or closed. */
    void readable() {
        if (reader.isReadable()) {
            interpreter.input();
        }
        loop();
    }

    private void hungUp() {
        interpreter.hungUp();
        loop();
    }

    /** Somebody sends the channel elsewhere: to the server that is a hangup, and the end. */
    private void released() {
        over = true;
        interpreter.abandon();
        sayHangup();
        sayHangup();
        wire.close();
        ended.accept(Optional.empty());
    }

    /** The PBX is gone. */
    void abandon() {
        over = true;
        interpreter.abandon();
        wire.cut();
    }

    private void loop() {
        if (looping) {
            return;
        }
        looping = true;
        while (!over && !interpreter.isBusy() && wire.isReady() && step()) {}
        looping = false;
    }

    /** False if there is nothing to do for now. */
    private boolean step() {
        // In the middle of a line Asterisk sees nothing but that line.
        if (execution.isHungUp() && !dead && !reader.isPartial()) {
            dead = true;
            if (status == AgiStatus.SUCCESS) {
                status = AgiStatus.HANGUP;
            }
            sayHangup();
            if (exitsOnHangup) {
                finish();
            }
            return true;
        }
        if (!reader.isReadable()) {
            return false;
        }
        String line = reader.line();
        if (line == null) {
            return false;
        }
        if (line.isEmpty()) {
            finish();
        } else if (line.toLowerCase(Locale.ROOT).startsWith("failure")) {
            status = AgiStatus.FAILURE;
            finish();
        } else {
            interpreter.execute(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line, dead, this::done);
        }
        return true;
    }

    private void done(Outcome outcome) {
        if (outcome == Outcome.FAILURE && (dead || !execution.isHungUp())) {
            status = AgiStatus.FAILURE;
        }
        loop();
    }

    private void finish() {
        over = true;
        sayHangup();
        wire.close();
        ended.accept(Optional.of(status));
    }

    private void sayHangup() {
        if (tellsHangup) {
            wire.write("HANGUP\n");
        }
    }
}
