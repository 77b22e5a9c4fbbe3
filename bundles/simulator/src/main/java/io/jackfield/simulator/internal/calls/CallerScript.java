package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.CallerStep;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a caller does one after the other; it ends with the call. */
final class CallerScript {

    private static final Duration GAP = Duration.ofMillis(200);

    private final Pbx pbx;
    private final PhoneCaller caller;
    private final Deque<CallerStep> steps;

    CallerScript(Pbx pbx, PhoneCaller caller, List<CallerStep> steps) {
        this.pbx = pbx;
        this.caller = caller;
        this.steps = new ArrayDeque<>(steps);
    }

    void run() {
        if (caller.channel().isGone() || steps.isEmpty()) {
            return;
        }
        CallerStep step = steps.poll();
        if (step instanceof CallerStep.Press press) {
            press(press.digits(), 0);
        } else if (step instanceof CallerStep.Pause pause) {
            pbx.after(pause.time(), this::run);
        } else {
            caller.putDown();
        }
    }

    private void press(String digits, int next) {
        if (next >= digits.length()) {
            run();
        } else if (!caller.channel().isGone()) {
            caller.channel().audio().press(digits.charAt(next));
            if (next + 1 < digits.length()) {
                pbx.after(GAP, () -> press(digits, next + 1));
            } else {
                run();
            }
        }
    }
}
