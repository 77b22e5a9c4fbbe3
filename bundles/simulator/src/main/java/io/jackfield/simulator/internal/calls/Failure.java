package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.Disposition;
import io.jackfield.simulator.internal.pbx.Cause;

/**
 * Why a dialled leg was not answered.
 *
 * @param status the word that DialEnd and DIALSTATUS have for it
 * @param cause what its channel is hung up with
 * @param reason the number an OriginateResponse gives for it
 */
record Failure(String status, Cause cause, int reason) {

    static final Failure NO_ANSWER = new Failure("NOANSWER", Cause.UNKNOWN, 3);
    static final Failure CANCELLED = new Failure("CANCEL", Cause.UNKNOWN, 0);
    static final Failure UNAVAILABLE = new Failure("CHANUNAVAIL", Cause.UNKNOWN, 0);

    Disposition disposition() {
        return switch (status) {
            case "BUSY" -> Disposition.BUSY;
            case "NOANSWER", "CANCEL" -> Disposition.NO_ANSWER;
            default -> Disposition.FAILED;
        };
    }
}
