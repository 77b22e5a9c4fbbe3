package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.CallerStep;
import io.jackfield.simulator.internal.pbx.Audio;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The ear of a caller: knows what to do at which prompt, and tells whoever waits for one. */
final class Listener {

    private static final Duration REACTION = Duration.ofMillis(500);

    private final Pbx pbx;
    private final PhoneCaller caller;
    private final Audio audio;
    private final Map<String, List<CallerStep>> reactions = new HashMap<>();
    private String awaited;
    private CompletableFuture<Boolean> awaiting;
    private int passed;

    Listener(Pbx pbx, PhoneCaller caller) {
        this.pbx = pbx;
        this.caller = caller;
        audio = caller.channel().audio();
        audio.listen(this::heard);
    }

    /** Each time this prompt begins; also if it is the last one that began. */
    void on(String prompt, List<CallerStep> steps) {
        reactions.put(prompt, steps);
        List<String> heard = audio.heard();
        if (!heard.isEmpty() && heard.get(heard.size() - 1).equals(prompt)) {
            react(prompt);
        }
    }

    private void heard(String prompt) {
        react(prompt);
        check();
    }

    private void react(String prompt) {
        List<CallerStep> steps = reactions.get(prompt);
        if (steps != null) {
            pbx.after(REACTION, new CallerScript(pbx, caller, steps)::run);
        }
    }

    /** True once this prompt has begun after the last one that was waited for, false if the call is over without it. */
    CompletableFuture<Boolean> await(String prompt) {
        awaited = prompt;
        awaiting = new CompletableFuture<>();
        CompletableFuture<Boolean> result = awaiting;
        check();
        return result;
    }

    private void check() {
        if (awaiting == null) {
            return;
        }
        List<String> heard = audio.heard();
        int found = heard.subList(passed, heard.size()).indexOf(awaited);
        if (found >= 0) {
            passed += found + 1;
            awaiting.complete(true);
            awaiting = null;
        } else if (caller.channel().isGone()) {
            awaiting.complete(false);
            awaiting = null;
        }
    }

    void callEnded() {
        check();
    }
}
