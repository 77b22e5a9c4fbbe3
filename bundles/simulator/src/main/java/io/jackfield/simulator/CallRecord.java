package io.jackfield.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that is over. A call is everything that goes by one Linkedid; what is said of it here is what its first
 * channel says of itself.
 *
 * @param linkedid identifies the call in events; also the Uniqueid of its first channel
 * @param channel name of the first channel
 * @param callerNumber number of the caller, "" if unknown
 * @param callerName name of the caller, "" if unknown
 * @param extension the extension the first channel was in last: what the caller dialled
 * @param disposition how it ended up
 * @param started when the first channel was created
 * @param answered when the PBX answered it or, for a call put through to a telephone, when that answered; empty if never
 * @param ended when the last channel was gone
 */
public record CallRecord(
        String linkedid,
        String channel,
        String callerNumber,
        String callerName,
        String extension,
        Disposition disposition,
        Instant started,
        Optional<Instant> answered,
        Instant ended) {

    /** From the first channel to the last hangup. */
    public Duration duration() {
        return Duration.between(started, ended);
    }
}
