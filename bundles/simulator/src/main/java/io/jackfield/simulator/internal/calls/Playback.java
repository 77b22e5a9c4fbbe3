package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.time.Duration;
import java.util.Optional;

/** The application that plays prompts to the caller, one after the other. */
final class Playback {

    private final Execution execution;
    private final Channel channel;
    private final String[] prompts;
    private int played;
    private boolean failed;

    private Playback(Execution execution, String[] prompts) {
        this.execution = execution;
        this.channel = execution.channel();
        this.prompts = prompts;
    }

    /** The data is {@code prompt[&prompt…][,options]}; of the options only noanswer counts. */
    static void start(Execution execution, String data) {
        String[] parts = data.split(",", 2);
        if (parts.length == 1 || !parts[1].contains("noanswer")) {
            execution.channel().technology().answer();
        }
        new Playback(execution, parts[0].split("&")).next();
    }

    /** A prompt that is missing is passed over. */
    private void next() {
        while (played < prompts.length) {
            String prompt = prompts[played++];
            Optional<Duration> length =
                    execution.board().pbx().settings().sounds().length(prompt);
            if (length.isPresent()) {
                channel.audio().play(prompt);
                execution.ifHungUp(execution.board().pbx().after(length.get(), this::next)::cancel);
                return;
            }
            failed = true;
        }
        channel.set("PLAYBACKSTATUS", failed ? "FAILED" : "SUCCESS");
        execution.next();
    }
}
