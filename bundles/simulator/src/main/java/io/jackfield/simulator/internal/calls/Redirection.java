package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.util.List;
import java.util.Optional;

/** Sends channels on to other places in the dialplan, whatever they are doing. */
public final class Redirection {

    private final Switchboard board;

    public Redirection(Switchboard board) {
        this.board = board;
    }

    /** False if the channel cannot be had now. */
    public boolean redirect(Channel channel, Place place) {
        return go(channel, place, move(channel, place));
    }

    /** Sends two on at once: neither is hung up because the other one leaves it. */
    public boolean redirect(Channel one, Place placeOfOne, Channel two, Place placeOfTwo) {
        for (Channel channel : List.of(one, two)) {
            if (channel.controller() instanceof Execution execution) {
                execution.reserve();
            }
        }
        boolean oneMoved = move(one, placeOfOne);
        boolean twoMoved = move(two, placeOfTwo);
        // Who was called goes first: the one who called waits for that.
        if (two.controller() instanceof Execution) {
            return go(one, placeOfOne, oneMoved) & go(two, placeOfTwo, twoMoved);
        }
        return go(two, placeOfTwo, twoMoved) & go(one, placeOfOne, oneMoved);
    }

    /** Asterisk moves who talks first and takes him out of his bridge then: he is seen at the new place doing what he did. */
    private static boolean move(Channel channel, Place place) {
        boolean bridged = channel.bridge() != null;
        if (bridged) {
            channel.moveTo(place.context(), place.exten(), place.priority());
            channel.announce(channel.application(), channel.applicationData());
        }
        return bridged;
    }

    private boolean go(Channel channel, Place place, boolean moved) {
        Optional<Execution> execution = board.takeOver(channel);
        execution.ifPresent(e -> e.goTo(place.context(), place.exten(), place.priority(), moved));
        return execution.isPresent();
    }
}
