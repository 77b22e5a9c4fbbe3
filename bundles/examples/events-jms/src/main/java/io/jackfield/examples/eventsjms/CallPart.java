package io.jackfield.examples.eventsjms;

import io.jackfield.manager.ChannelSnapshot;
import io.jackfield.manager.ManagerEvent;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an event says about a call.
 *
 * @param id the {@code Linkedid}, which all legs of a call share
 * @param leg the channel that the event is about
 * @param to of an event of dialling: the channel that is dialled
 * @param dialStatus of the end of dialling: its outcome, for example {@code ANSWER}
 * @param cause of the end of a leg: why
 */
public record CallPart(String id, Leg leg, Leg to, String dialStatus, Cause cause) {

    /** Asterisk's hangup cause. */
    public record Cause(Integer code, String text) {}

    /** A number and a name; null where it is unknown. */
    public record Party(String number, String name) {

        private static Party of(String number, String name) {
            Party party = new Party(known(number), known(name));
            return party.number == null && party.name == null ? null : party;
        }
    }

    /**
     * A channel.
     *
     * @param id the {@code Uniqueid}
     * @param connected whom it talks to, or is to talk to
     * @param extension where it is in the dialplan; at first, what was dialled
     */
    public record Leg(
            String id,
            String channel,
            String state,
            Party caller,
            Party connected,
            String extension,
            String context,
            String account) {

        private static Leg of(ChannelSnapshot channel) {
            return new Leg(
                    channel.uniqueid(),
                    channel.name(),
                    channel.stateDesc(),
                    Party.of(channel.callerIdNum(), channel.callerIdName()),
                    Party.of(channel.connectedLineNum(), channel.connectedLineName()),
                    known(channel.exten()),
                    known(channel.context()),
                    known(channel.accountCode()));
        }
    }

    static CallPart of(ManagerEvent event) {
        Optional<ChannelSnapshot> channel = first(event, "", "Transferer", "OrigTransferer", "Dest");
        Optional<ChannelSnapshot> to = event.name().startsWith("Dial") ? event.channel("Dest") : Optional.empty();
        Cause cause = event.get("Cause") == null ? null : new Cause(number(event.get("Cause")), event.get("Cause-txt"));
        return new CallPart(
                channel.map(ChannelSnapshot::linkedid).orElse(null),
                channel.map(Leg::of).orElse(null),
                to.map(Leg::of).orElse(null),
                event.get("DialStatus"),
                cause);
    }

    private static Optional<ChannelSnapshot> first(ManagerEvent event, String... roles) {
        return Stream.of(roles).map(event::channel).flatMap(Optional::stream).findFirst();
    }

    /** Null for what is no number. */
    static Integer number(String text) {
        return text != null && text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static String known(String text) {
        return text == null || text.isEmpty() || text.equals("<unknown>") ? null : text;
    }
}
