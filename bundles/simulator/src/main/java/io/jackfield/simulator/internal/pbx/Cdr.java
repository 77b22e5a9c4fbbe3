package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;

/** The call detail records of a channel that ran through the dialplan: one of its last call, one of what it did afterwards. */
public final class Cdr {

    private Cdr() {}

    /** As by default in Asterisk, a call that neither was answered nor reached anybody leaves no record. */
    public static void publish(Pbx pbx, Channel channel) {
        CallResult result = channel.result();
        if (!pbx.settings().cdrEvents()) {
            return;
        }
        if (result.other() == null) {
            publishRest(pbx, channel, channel.created());
            return;
        }
        record(pbx, channel, result, channel.created());
        if (!result.application().equals(channel.application())) {
            publishRest(pbx, channel, result.dialled());
        }
    }

    /** What the channel did without calling anybody. */
    private static void publishRest(Pbx pbx, Channel channel, Instant start) {
        Instant answered = channel.result().answered();
        if (answered != null) {
            CallResult alone = new CallResult();
            alone.answered(answered.isAfter(start) ? answered : start);
            record(pbx, channel, alone, start);
        }
    }

    private static void record(Pbx pbx, Channel channel, CallResult result, Instant start) {
        Instant answered = result.answered();
        Instant now = pbx.now();
        Party caller = channel.caller();
        boolean alone = result.other() == null;
        pbx.event("Cdr", EventClass.CDR)
                .header("AccountCode", channel.accountCode())
                .header("Source", caller.number())
                .header("Destination", channel.exten())
                .header("DestinationContext", channel.context())
                .header("CallerID", quoted(caller.name()) + " <" + caller.number() + ">")
                .header("Channel", channel.name())
                .header("DestinationChannel", alone ? "" : result.other().name())
                .header("LastApplication", alone ? channel.application() : result.application())
                .header("LastData", alone ? channel.applicationData() : result.applicationData())
                .header("StartTime", Times.dateTime(start))
                .header("AnswerTime", answered == null ? "" : Times.dateTime(answered))
                .header("EndTime", Times.dateTime(now))
                .header("Duration", Duration.between(start, now).toSeconds())
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
