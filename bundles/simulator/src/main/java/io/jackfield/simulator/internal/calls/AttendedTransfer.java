package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Controller;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Party;
import io.jackfield.simulator.internal.pbx.Pbx;

/**
 * A transfer on enquiry: one of two who talk speaks with a third, the other one waits. If he hangs up while the third is there, the
 * two are put through. Whatever else happens, he is back where he was.
 */
final class AttendedTransfer implements Leg.Owner {

    private static final String FEATURE_CODE = "*2";

    private final Switchboard board;
    private final Pbx pbx;
    private final Channel transferer;
    private final Channel transferee;
    private final Place place;
    private final Bridge first;
    private final Controller ofTransferer;
    private final Controller ofTransferee;
    private Bridge second;
    private Leg target;
    private boolean answered;
    private boolean over;

    AttendedTransfer(Switchboard board, Channel transferer, Channel transferee, Place place) {
        this.board = board;
        this.transferer = transferer;
        this.transferee = transferee;
        this.place = place;
        pbx = board.pbx();
        first = transferer.bridge();
        ofTransferer = transferer.controller();
        ofTransferee = transferee.controller();
    }

    void start() {
        transferer.set("TRANSFER_CONTEXT", place.context());
        dial(FEATURE_CODE + place.exten());
        transferer.event("Hold", CALL).publish();
        MusicOnHold.start(transferee);
        target = board.leg("Local/" + place.exten() + "@" + place.context(), transferer.linkedid())
                .orElseThrow();
        target.channel().set("TRANSFERERNAME", transferer.name());
        target.channel().set("ATTENDEDTRANSFER", transferer.name());
        target.channel().connected(transferer.caller());
        if (!target.prepare()) {
            target.drop(Cause.UNKNOWN);
            resume();
            return;
        }
        target.start(this);
        if (!over) {
            meet();
        }
    }

    /** The action has the PBX act as if he who transfers dialled this. */
    private void dial(String digits) {
        digits.chars().forEach(digit -> transferer
                .event("DTMFEnd", EventClass.DTMF)
                .header("Digit", (char) digit)
                .header("DurationMs", 0)
                .header("Direction", "Received")
                .publish());
    }

    /** He who transfers hears the third, once it rings or is there. */
    private void meet() {
        if (second != null) {
            return;
        }
        Channel third = target.channel();
        second = pbx.bridge();
        second.entrustTo(this);
        if (!third.connected().equals(Party.UNKNOWN)) {
            third.connect(third.connected());
        }
        second.enter(third);
        third.set("ATTENDEDTRANSFER", "");
        first.leave(transferer);
        second.enter(transferer);
        BridgedPair.introduce(third, transferer);
        transferer.controlledBy(new Enquiring());
        transferee.controlledBy(new Waiting());
    }

    @Override
    public void ringing(Leg leg) {
        meet();
        dialEvent("DialState", "RINGING");
    }

    @Override
    public void answered(Leg leg) {
        answered = true;
        meet();
        dialEvent("DialEnd", "ANSWER");
    }

    @Override
    public void failed(Leg leg, Failure failure) {
        dialEvent("DialEnd", failure.status());
        goBack(failure.cause());
    }

    @Override
    public void hungUp(Leg leg, Cause cause) {
        goBack(cause.equals(Cause.UNKNOWN) ? Cause.NORMAL : cause);
    }

    /** The third goes elsewhere: there is nobody left to enquire of. */
    @Override
    public boolean released(Leg leg) {
        if (!answered) {
            return false;
        }
        leaveSecond(leg.channel());
        resume();
        return true;
    }

    private void dialEvent(String event, String status) {
        pbx.event(event, CALL)
                .channel("Dest", target.channel())
                .header("DialStatus", status)
                .publish();
    }

    /** Ends the enquiry; the two talk again. */
    void cancel() {
        goBack(Cause.NORMAL);
    }

    private void goBack(Cause cause) {
        leaveSecond(target.channel());
        resume();
        target.drop(cause);
    }

    private void leaveSecond(Channel third) {
        over = true;
        if (second == null) {
            return;
        }
        transferer.controlledBy(ofTransferer);
        transferee.controlledBy(ofTransferee);
        third.set("BRIDGEPEER", "");
        second.leave(transferer);
        second.leave(third);
        second.destroy();
        first.enter(transferer);
    }

    private void resume() {
        MusicOnHold.stop(transferee);
        transferer.event("Unhold", CALL).publish();
        BridgedPair.introduce(transferee, transferer);
    }

    /** He who enquired goes: the one who waited and the third have the bridge of the call. */
    private void complete(Cause cause) {
        Channel third = target.channel();
        transferer.controlledBy(ofTransferer);
        transferee.controlledBy(ofTransferee);
        transferer.set("BRIDGEPEER", "");
        second.leave(transferer);
        MusicOnHold.stop(transferee);
        pbx.event("BridgeMerge", CALL)
                .bridge("To", first)
                .bridge("From", second)
                .publish();
        second.leave(third);
        first.enter(third);
        transferee.set("BRIDGEPEER", third.name());
        third.set("BRIDGEPEER", transferee.name());
        announce(third);
        if (!third.connected().equals(transferee.caller())) {
            third.connect(transferee.caller());
        }
        second.destroy();
        first.entrustTo(this);
        Execution ofThird = new Execution(board, third);
        board.takeOver(transferee).ifPresent(waiting -> new BridgedPair(first, waiting, ofThird));
        transferer.hangUp(cause);
    }

    private void announce(Channel third) {
        EventBuilder event = pbx.event("AttendedTransfer", CALL)
                .header("Result", "Success")
                .channel("OrigTransferer", transferer)
                .bridge("Orig", first)
                .channel("SecondTransferer", transferer)
                .bridge("Second", second)
                .channel("Transferee", transferee)
                .channel("TransferTarget", third)
                .header("IsExternal", "No")
                .header("DestType", "Bridge")
                .header("DestBridgeUniqueid", first.uniqueid());
        event.publish();
    }

    /** In charge of the one who enquires. */
    final class Enquiring implements Controller {

        @Override
        public void hangUp(Cause cause) {
            if (answered) {
                complete(cause);
            } else {
                cancel();
                ofTransferer.hangUp(cause);
            }
        }

        @Override
        public boolean release() {
            cancel();
            return ofTransferer.release();
        }

        void giveUp() {
            cancel();
        }
    }

    /** In charge of the one who waits. */
    private final class Waiting implements Controller {

        @Override
        public void hangUp(Cause cause) {
            cancel();
            ofTransferee.hangUp(cause);
        }

        @Override
        public boolean release() {
            cancel();
            return ofTransferee.release();
        }
    }
}
