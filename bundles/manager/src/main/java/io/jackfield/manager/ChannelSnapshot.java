package io.jackfield.manager;

import java.util.Optional;

/**
 * The channel headers that Asterisk puts into most call events. Absent headers are null; the two names are un-escaped
 * (Asterisk writes them C-style, see {@code ast_manager_build_channel_state_string_prefix}).
 *
 * @param name the channel, for example {@code PJSIP/alice-00000001}
 * @param state the numeric {@code ChannelState}
 * @param stateDesc its description, for example {@code Ringing}
 */
public record ChannelSnapshot(
        String name,
        String state,
        String stateDesc,
        String callerIdNum,
        String callerIdName,
        String connectedLineNum,
        String connectedLineName,
        String language,
        String accountCode,
        String context,
        String exten,
        String priority,
        String uniqueid,
        String linkedid) {

    static Optional<ChannelSnapshot> of(Headers headers, String role) {
        String name = headers.get(role + "Channel");
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(new ChannelSnapshot(
                name,
                headers.get(role + "ChannelState"),
                headers.get(role + "ChannelStateDesc"),
                headers.get(role + "CallerIDNum"),
                CEscape.decode(headers.get(role + "CallerIDName")),
                headers.get(role + "ConnectedLineNum"),
                CEscape.decode(headers.get(role + "ConnectedLineName")),
                headers.get(role + "Language"),
                headers.get(role + "AccountCode"),
                headers.get(role + "Context"),
                headers.get(role + "Exten"),
                headers.get(role + "Priority"),
                headers.get(role + "Uniqueid"),
                headers.get(role + "Linkedid")));
    }
}
