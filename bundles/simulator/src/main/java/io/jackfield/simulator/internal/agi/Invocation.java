package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Sounds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One command under way, up to its reply. */
final class Invocation {

    private final AgiPlatform platform;
    private final Interpreter interpreter;
    private final Command command;
    private final List<String> arguments;
    private final Consumer<Outcome> done;
    private Pause pause;
    private boolean over;

    Invocation(
            AgiPlatform platform,
            Interpreter interpreter,
            Command command,
            List<String> arguments,
            Consumer<Outcome> done) {
        this.platform = platform;
        this.interpreter = interpreter;
        this.command = command;
        this.arguments = arguments;
        this.done = done;
    }

    void start() {
        if (command.takes(arguments.size())) {
            command.handler().run(this);
        } else {
            usage();
        }
    }

    Command command() {
        return command;
    }

    AgiPlatform platform() {
        return platform;
    }

    Execution execution() {
        return interpreter.execution();
    }

    Channel channel() {
        return execution().channel();
    }

    Pbx pbx() {
        return execution().board().pbx();
    }

    Sounds sounds() {
        return pbx().settings().sounds();
    }

    boolean has(int argument) {
        return argument < arguments.size();
    }

    /** An argument, "" if it was not given. */
    String argument(int index) {
        return has(index) ? arguments.get(index) : "";
    }

    /** The number an argument begins with, empty if it does not begin with one. */
    OptionalLong number(int index) {
        return Numbers.leading(argument(index));
    }

    /** The number an argument begins with, another one if it does not or was not given. */
    long number(int index, long otherwise) {
        return number(index).orElse(otherwise);
    }

    // How it ends: exactly one of these, once.

    /** With {@code 200 result=} and this. */
    void reply(Object result) {
        interpreter.write("200 result=" + result + "\n");
        end(Outcome.SUCCESS);
    }

    /** With a reply that makes the session a failed one. */
    void fail(Object result) {
        interpreter.write("200 result=" + result + "\n");
        end(Outcome.FAILURE);
    }

    /** With the value in parentheses, or with 0 if there is none. */
    void value(Optional<String> value) {
        reply(value.map(text -> "1 (" + text + ")").orElse("0"));
    }

    /** With an explanation how it is to be used. */
    void usage() {
        interpreter.write("520-Invalid command syntax.  Proper usage follows:\n"
                + platform.usage().of(command.name()) + "\n520 End of proper usage.\n");
        end(Outcome.USAGE);
    }

    /** Without any reply. */
    void silently() {
        end(Outcome.SUCCESS);
    }

    void end(Outcome outcome) {
        stopWaiting();
        over = true;
        done.accept(outcome);
    }

    boolean isOver() {
        return over;
    }

    /** Writes a line before the reply. */
    void write(String line) {
        interpreter.write(line + "\n");
    }

    // How it waits.

    /** Waits; a wait before is over. */
    Pause pause() {
        stopWaiting();
        pause = new Pause(this);
        return pause;
    }

    private void stopWaiting() {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }

    boolean isInputWaiting() {
        return interpreter.isInputWaiting();
    }

    void hungUp() {
        if (pause != null) {
            pause.hungUp();
        }
    }

    void input() {
        if (pause != null) {
            pause.input();
        }
    }

    void abandon() {
        stopWaiting();
        over = true;
    }
}
