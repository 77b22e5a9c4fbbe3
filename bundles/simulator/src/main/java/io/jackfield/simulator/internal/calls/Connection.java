package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.util.Optional;

/** Puts two channels together, whatever they are doing. */
public final class Connection {

    private final Switchboard board;

    public Connection(Switchboard board) {
        this.board = board;
    }

    /** False if one of them cannot be had now, or both are the same. */
    public boolean connect(Channel one, Channel two) {
        if (one == two) {
            return false;
        }
        Optional<Execution> first = board.takeOver(one);
        Optional<Execution> second = board.takeOver(two);
        // The one may have lived on what the other did.
        if (first.isEmpty() || second.isEmpty() || one.isGone()) {
            first.ifPresent(Execution::goOn);
            second.ifPresent(Execution::goOn);
            return false;
        }
        first.get().stepOver();
        second.get().stepOver();
        new BridgedPair(board.pbx().bridge(), first.get(), second.get()).enter();
        return true;
    }
}
