package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does the commands of one session, one at a time, and writes their replies. */
final class Interpreter {

    private final AgiPlatform platform;
    private final Execution execution;
    private final Consumer<String> out;
    private final BooleanSupplier inputWaiting;
    private Invocation current;

    /**
     * @param out takes replies, each with its line end
     * @param inputWaiting whether the server has sent something that nobody has read yet
     */
    Interpreter(AgiPlatform platform, Execution execution, Consumer<String> out, BooleanSupplier inputWaiting) {
        this.platform = platform;
        this.execution = execution;
        this.out = out;
        this.inputWaiting = inputWaiting;
    }

    boolean isBusy() {
        return current != null;
    }

    /**
     * Does a command.
     *
     * @param line without its end
     * @param dead whether the session knows that the channel has been hung up
     * @param done is told how it ended, maybe before this method returns
     */
    void execute(String line, boolean dead, Consumer<Outcome> done) {
        int id = platform.newCommandId();
        event("AGIExecStart", id, line).publish();
        Consumer<Outcome> ended = outcome -> {
            current = null;
            event("AGIExecEnd", id, line)
                    .header("ResultCode", outcome.code())
                    .header("Result", outcome.text())
                    .publish();
            done.accept(outcome);
        };
        List<String> words = Words.of(line);
        Optional<Command> command = platform.commands().find(words);
        if (command.isEmpty()) {
            out.accept("510 Invalid or unknown command\n");
            ended.accept(Outcome.UNKNOWN);
        } else if (dead && !command.get().dead()) {
            out.accept("511 Command Not Permitted on a dead channel or intercept routine\n");
            ended.accept(Outcome.DEAD);
        } else {
            List<String> arguments = words.subList(CommandTable.wordsOf(command.get()), words.size());
            current = new Invocation(platform, this, command.get(), arguments, ended);
            current.start();
        }
    }

    private EventBuilder event(String name, int id, String line) {
        Channel channel = execution.channel();
        return channel.event(name, EventClass.AGI).header("CommandId", id).header("Command", line);
    }

    /** The channel has been hung up: the command under way ends if it can. */
    void hungUp() {
        if (current != null) {
            current.hungUp();
        }
    }

    /** The server has sent something: the command under way ends if it is one that does. */
    void input() {
        if (current != null) {
            current.input();
        }
    }

    /** The session is over, whatever is under way. */
    void abandon() {
        if (current != null) {
            current.abandon();
            current = null;
        }
    }

    Execution execution() {
        return execution;
    }

    void write(String text) {
        out.accept(text);
    }

    boolean isInputWaiting() {
        return inputWaiting.getAsBoolean();
    }
}
