package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.internal.wire.WireText;
import java.util.List;

/** The description of a channel that most events and lists carry. */
public final class ChannelHeaders {

    private ChannelHeaders() {}

    public static void append(StringBuilder out, String prefix, Channel channel, List<String> variables) {
        header(out, prefix, "Channel", channel.name());
        header(out, prefix, "ChannelState", String.valueOf(channel.state().number()));
        header(out, prefix, "ChannelStateDesc", channel.state().label());
        header(out, prefix, "CallerIDNum", channel.caller().shownNumber());
        header(out, prefix, "CallerIDName", WireText.escape(channel.caller().shownName()));
        header(out, prefix, "ConnectedLineNum", channel.connected().shownNumber());
        header(
                out,
                prefix,
                "ConnectedLineName",
                WireText.escape(channel.connected().shownName()));
        header(out, prefix, "Language", "en");
        header(out, prefix, "AccountCode", channel.accountCode());
        header(out, prefix, "Context", channel.context());
        header(out, prefix, "Exten", channel.exten());
        header(out, prefix, "Priority", String.valueOf(channel.priority()));
        header(out, prefix, "Uniqueid", channel.uniqueid().text());
        header(out, prefix, "Linkedid", channel.linkedid().text());
        for (String variable : variables) {
            header(out, prefix, "ChanVariable", variable + "=" + WireText.escape(channel.variable(variable)));
        }
    }

    private static void header(StringBuilder out, String prefix, String name, String value) {
        out.append(prefix).append(name).append(": ").append(value).append("\r\n");
    }
}
