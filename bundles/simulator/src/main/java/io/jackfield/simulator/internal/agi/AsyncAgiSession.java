package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A channel that does, one after the other, what clients of the manager interface queue for it. */
final class AsyncAgiSession implements AgiSession {

    private final Execution execution;
    private final AsyncAgi.Commands commands;
    private final List<String> arguments;
    private final ReplyPipe pipe = new ReplyPipe();
    private final Interpreter interpreter;
    private Consumer<Optional<AgiStatus>> ended;
    private boolean looping;
    private boolean over;

    AsyncAgiSession(AgiPlatform platform, Execution execution, AsyncAgi.Commands commands, List<String> arguments) {
        this.execution = execution;
        this.commands = commands;
        this.arguments = arguments;
        interpreter = new Interpreter(platform, execution, pipe::write, () -> false);
    }

    @Override
    public void start(Consumer<Optional<AgiStatus>> newEnded) {
        ended = newEnded;
        execution.outlivesHangup(this::hungUp);
        execution.ifReleased(() -> end(Optional.empty()));
        commands.tell(this::loop);
        pipe.write(Environment.ofAsync(execution.channel(), arguments));
        event("AsyncAGIStart").header("Env", pipe.read()).publish();
        loop();
    }

    private void hungUp() {
        interpreter.hungUp();
        loop();
    }

    /** Once it is hung up no command is done any more. */
    private void loop() {
        if (looping) {
            return;
        }
        looping = true;
        while (!over && !interpreter.isBusy()) {
            if (execution.isHungUp()) {
                end(Optional.of(AgiStatus.HANGUP));
                break;
            }
            AsyncAgi.Queued command = commands.next();
            if (command == null) {
                break;
            }
            interpreter.execute(command.line(), false, outcome -> done(command, outcome));
        }
        looping = false;
    }

    private void done(AsyncAgi.Queued command, Outcome outcome) {
        EventBuilder event = event("AsyncAGIExec").header("Result", pipe.read());
        if (!command.id().isEmpty()) {
            event.header("CommandId", command.id());
        }
        event.publish();
        if (outcome == Outcome.FAILURE && !execution.isHungUp()) {
            end(Optional.of(AgiStatus.FAILURE));
        } else if (outcome == Outcome.BREAK) {
            end(Optional.of(AgiStatus.SUCCESS));
        }
        loop();
    }

    private EventBuilder event(String name) {
        return execution.channel().event(name, EventClass.AGI);
    }

    private void end(Optional<AgiStatus> status) {
        over = true;
        interpreter.abandon();
        commands.forget();
        event("AsyncAGIEnd").publish();
        ended.accept(status);
    }

    @Override
    public void abandon() {
        over = true;
        interpreter.abandon();
        commands.forget();
    }
}
