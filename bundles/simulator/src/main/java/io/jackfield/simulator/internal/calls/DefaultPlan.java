package io.jackfield.simulator.internal.calls;

/** People do what their telephone is set to; who answered a call ends it after a while. */
final class DefaultPlan implements CallPlan {

    private final Switchboard board;

    DefaultPlan(Switchboard board) {
        this.board = board;
    }

    @Override
    public void called(PhoneLeg leg) {
        switch (leg.phone().behaviour()) {
            case ANSWERS -> {
                leg.ring();
                board.pbx().after(board.settings().answerAfter(), leg::pickUp);
            }
            case BUSY -> leg.refuse();
            case NO_ANSWER -> leg.ring();
        }
    }

    @Override
    public void talking(PhoneLeg leg) {
        board.pbx().after(board.talkTime(), leg::putDown);
    }
}
