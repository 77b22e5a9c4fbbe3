package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.Disposition;
import java.time.Instant;

/** What came of a channel's call so far: the part of a call detail record that is not known before its end. */
public final class CallResult {

    private Instant answered;
    private Channel other;
    private String application = "";
    private String applicationData = "";
    private Instant dialled;
    private Disposition disposition;

    void answered(Instant now) {
        if (answered == null) {
            answered = now;
        }
    }

    /** What dialling another channel led to: but for its length, the record of that is complete then. */
    public void dialled(Channel dialler, Channel channel, Disposition outcome, Instant now) {
        other = channel;
        disposition = outcome;
        application = dialler.application();
        applicationData = dialler.applicationData();
        dialled = now;
    }

    /** The application that dialled last, "" if none did. */
    public String application() {
        return application;
    }

    public String applicationData() {
        return applicationData;
    }

    /** When dialling last led to something, null if never. */
    public Instant dialled() {
        return dialled;
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
