package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.calls.Traffic.Fate;
import java.time.Duration;

/** One made-up call and its fate. */
final class TrafficPlan implements CallPlan {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Switchboard board;
    private final Fate fate;
    private final Duration ringing;
    private final Duration talking;
    private PhoneCaller caller;
    private boolean refusedOnce;

    TrafficPlan(Switchboard board, Fate fate) {
        this.board = board;
        this.fate = fate;
        long longest = 2 * board.settings().answerAfter().toMillis();
        ringing = Duration.ofMillis(longest == 0 ? 0 : board.random().nextLong(longest) + 1);
        talking = board.talkTime();
    }

    void callerIs(PhoneCaller phone) {
        caller = phone;
        switch (fate) {
            case CALLER_GIVES_UP -> later(ringing, this::giveUp);
            case NO_ANSWER -> later(PATIENCE, this::giveUp);
            default -> {}
        }
    }

    private void giveUp() {
        if (!caller.isTalking()) {
            caller.putDown();
        }
    }

    @Override
    public void called(PhoneLeg leg) {
        if (fate == Fate.BUSY && !refusedOnce) {
            // A queue tries again; then the call goes through.
            refusedOnce = true;
            leg.refuse();
            return;
        }
        leg.ring();
        if (fate != Fate.NO_ANSWER && fate != Fate.CALLER_GIVES_UP) {
            later(ringing, leg::pickUp);
        }
    }

    @Override
    public void talking(PhoneLeg leg) {
        later(talking, fate == Fate.CALLER_ENDS ? caller::putDown : leg::putDown);
    }

    private void later(Duration delay, Runnable deed) {
        board.pbx().after(delay, deed);
    }
}
