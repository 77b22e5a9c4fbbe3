package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.Optional;

/** Digits on a channel. */
public final class DigitActions {

    private static final String DIGITS = "0123456789*#ABCDabcd";

    private final Pbx pbx;

    public DigitActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable table) {
        table.add("PlayDTMF", "Play DTMF signal on a specific channel.", this::play, EventClass.CALL);
    }

    /** To the far side of the channel, or as if it came from there. */
    private void play(Request request) {
        Optional<Channel> channel = pbx.channel(request.header("Channel"));
        String digit = request.header("Digit");
        if (channel.isEmpty()) {
            request.error("Channel not found");
        } else if (digit.isEmpty()) {
            request.error("No digit specified");
        } else if (digit.length() > 1 || !DIGITS.contains(digit)) {
            request.error("Invalid digit");
        } else {
            request.success("DTMF successfully queued");
            if (request.isTrue("Receive")) {
                channel.get().audio().press(digit.charAt(0));
            } else {
                channel.get().technology().digit(digit.charAt(0));
            }
        }
    }
}
