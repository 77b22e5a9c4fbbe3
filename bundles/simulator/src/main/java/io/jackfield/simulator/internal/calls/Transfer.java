package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Channel;
import java.util.Optional;

/** One of two who talk sends the other one on. */
public final class Transfer {

    private final Switchboard board;
    private final Channel transferer;
    private final Channel transferee;

    private Transfer(Switchboard board, Channel transferer, Channel transferee) {
        this.board = board;
        this.transferer = transferer;
        this.transferee = transferee;
    }

    /** Empty if the channel does not talk to exactly one other. */
    public static Optional<Transfer> by(Switchboard board, Channel transferer) {
        Bridge bridge = transferer.bridge();
        if (bridge == null
                || bridge.kind() != Bridge.Kind.BASIC
                || bridge.channels().size() != 2) {
            return Optional.empty();
        }
        return bridge.channels().stream()
                .filter(channel -> channel != transferer)
                .findFirst()
                .map(other -> new Transfer(board, transferer, other));
    }

    /** Sends the other one to an extension; who transfers is out of the call. */
    public boolean blind(Place place) {
        transferer.event("Unhold", CALL).publish();
        transferer.set("BLINDTRANSFER", transferee.name());
        transferee.set("BLINDTRANSFER", transferer.name());
        board.pbx()
                .event("BlindTransfer", CALL)
                .header("Result", "Success")
                .channel("Transferer", transferer)
                .channel("Transferee", transferee)
                .bridge(transferer.bridge())
                .header("IsExternal", "Yes")
                .header("Context", place.context())
                .header("Extension", place.exten())
                .publish();
        return new Redirection(board).redirect(transferee, place);
    }

    /** Ends the enquiry of somebody's attended transfer, if he is at one: the two talk again. */
    public static void cancel(Channel transferer) {
        if (transferer.controller() instanceof AttendedTransfer.Enquiring enquiring) {
            enquiring.giveUp();
        }
    }

    /** Calls an extension while the other one waits; who hangs up then puts the two through. */
    public void attended(Place place) {
        new AttendedTransfer(board, transferer, transferee, place).start();
    }
}
