package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;

/** The call detail record of a channel that ran through the dialplan. */
public final class Cdr {

    private Cdr() {}

    /** As by default in Asterisk, a call that neither was answered nor reached anybody leaves no record. */
    public static void publish(Pbx pbx, Channel channel) {
        CallResult result = channel.result();
        Instant answered = result.answered();
        if (!pbx.settings().cdrEvents() || answered == null && result.other() == null) {
            return;
        }
        Instant now = pbx.now();
        Party caller = channel.caller();
        pbx.event("Cdr", EventClass.CDR)
                .header("AccountCode", channel.accountCode())
                .header("Source", caller.number())
                .header("Destination", channel.exten())
                .header("DestinationContext", channel.context())
                .header("CallerID", quoted(caller.name()) + " <" + caller.number() + ">")
                .header("Channel", channel.name())
                .header(
                        "DestinationChannel",
                        result.other() == null ? "" : result.other().name())
                .header("LastApplication", channel.application())
                .header("LastData", channel.applicationData())
                .header("StartTime", Times.dateTime(channel.created()))
                .header("AnswerTime", answered == null ? "" : Times.dateTime(answered))
                .header("EndTime", Times.dateTime(now))
                .header("Duration", Duration.between(channel.created(), now).toSeconds())
                .header(
                        "BillableSeconds",
                        answered == null ? 0 : Duration.between(answered, now).toSeconds())
                .header("Disposition", result.disposition().label())
                .header("AMAFlags", "DOCUMENTATION")
                .header("UniqueID", channel.uniqueid())
                .header("UserField", "")
                .publish();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
