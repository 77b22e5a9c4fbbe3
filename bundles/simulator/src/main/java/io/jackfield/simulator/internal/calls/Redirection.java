package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.util.ArrayList;
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
        boolean bridged = channel.bridge() != null;
        if (bridged) {
            // Asterisk moves it first and takes it out of its bridge then, so that it is seen at its new place doing
            // what it did.
            channel.moveTo(place.context(), place.exten(), place.priority());
            channel.announce(channel.application(), channel.applicationData());
        }
        Optional<Execution> execution = board.takeOver(channel);
        execution.ifPresent(e -> e.goTo(place.context(), place.exten(), place.priority(), bridged));
        return execution.isPresent();
    }

    /** Sends two on at once: neither is hung up because the other one leaves it. */
    public boolean redirect(Channel one, Place placeOfOne, Channel two, Place placeOfTwo) {
        List<Execution> reserved = new ArrayList<>();
        for (Channel channel : List.of(one, two)) {
            if (channel.controller() instanceof Execution execution) {
                execution.reserve();
                reserved.add(execution);
            }
        }
        boolean oneFirst = !(one.controller() instanceof Execution);
        boolean first = oneFirst ? redirect(one, placeOfOne) : redirect(two, placeOfTwo);
        boolean second = oneFirst ? redirect(two, placeOfTwo) : redirect(one, placeOfOne);
        return first && second;
    }
}
