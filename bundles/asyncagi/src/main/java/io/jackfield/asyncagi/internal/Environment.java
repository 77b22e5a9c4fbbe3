package io.jackfield.asyncagi.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.AgiRequest;
import io.jackfield.manager.ChannelSnapshot;
import io.jackfield.manager.ManagerEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call says of itself: from the block that AsyncAGI sends, or, where that was missed, from a list of channels. */
final class Environment {

    private static final String UNKNOWN = "unknown";

    private Environment() {}

    /** Reads a block; of a line that was cut, what is there. */
    static AgiRequest parse(byte[] block) {
        return AgiRequest.parse(Arrays.asList(new String(block, UTF_8).split("\n", -1)));
    }

    /** Whether the block tells the whole script, though its end may be missing. */
    static boolean tellsScript(byte[] block) {
        String text = new String(block, UTF_8);
        int argument = text.indexOf("\nagi_arg_1:");
        return text.endsWith("\n\n") || argument >= 0 && text.indexOf('\n', argument + 1) >= 0;
    }

    /**
     * The same from an item of {@code Status}. What that does not tell is absent: {@code agi_version}, {@code agi_rdnis}, {@code
     * agi_threadid} and the details of the caller's number.
     */
    static AgiRequest of(ManagerEvent status, ChannelSnapshot channel, List<String> arguments) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("agi_request", "async");
        environment.put("agi_channel", channel.name());
        environment.put("agi_language", text(channel.language()));
        environment.put("agi_type", text(status.get("Type")));
        environment.put("agi_uniqueid", channel.uniqueid());
        environment.put("agi_callerid", known(channel.callerIdNum()));
        environment.put("agi_calleridname", known(channel.callerIdName()));
        environment.put("agi_dnid", known(status.get("DNID")));
        environment.put("agi_context", text(channel.context()));
        environment.put("agi_extension", text(channel.exten()));
        environment.put("agi_priority", text(channel.priority()));
        environment.put("agi_enhanced", "0.0");
        environment.put("agi_accountcode", text(channel.accountCode()));
        for (int i = 0; i < arguments.size(); i++) {
            environment.put("agi_arg_" + (i + 1), arguments.get(i));
        }
        return AgiRequest.of(environment);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /** AMI writes {@code <unknown>} where AGI writes {@code unknown}. */
    private static String known(String value) {
        return value == null || value.isEmpty() || value.equals("<unknown>") ? UNKNOWN : value;
    }

    /** Whether both tell of the same execution of the application, as far as one can see. */
    static boolean isSamePlace(AgiRequest one, AgiRequest other) {
        return one.context().equals(other.context())
                && one.extension().equals(other.extension())
                && one.priority().equals(other.priority())
                && one.arguments().equals(other.arguments());
    }
}
