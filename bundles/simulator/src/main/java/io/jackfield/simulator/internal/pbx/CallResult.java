package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.Disposition;
import java.time.Instant;

/** What came of a channel's call so far: the part of a call detail record that is not known before its end. */
public final class CallResult {

    private Instant answered;
    private Channel other;
    private Disposition disposition;

    void answered(Instant now) {
        if (answered == null) {
            answered = now;
        }
    }

    /** What dialling another channel led to. */
    public void dialled(Channel channel, Disposition outcome) {
        other = channel;
        disposition = outcome;
    }

    /** When the channel was answered, null if never. */
    public Instant answered() {
        return answered;
    }

    /** The channel dialled last, null if none. */
    public Channel other() {
        return other;
    }

    public Disposition disposition() {
        if (disposition != null) {
            return disposition;
        }
        return answered == null ? Disposition.FAILED : Disposition.ANSWERED;
    }
}
