package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import java.util.List;

/** The lines that begin a session: what call it is, and the arguments. */
final class Environment {

    private static final long FIRST_THREAD = 140_174_700_000_000L;
    private static final int NUMBER_NOT_AVAILABLE = 67;

    private final StringBuilder lines = new StringBuilder(640);

    private Environment() {}

    /** @param arguments of the application, its first one left out */
    static String ofServer(AgiTarget.Server server, String request, Channel channel, List<String> arguments) {
        Environment environment = new Environment();
        environment.line("network", "yes");
        if (!server.script().isEmpty()) {
            environment.line("network_script", server.script());
        }
        return environment.text(request, channel, arguments);
    }

    static String ofAsync(Channel channel, List<String> arguments) {
        return new Environment().text("async", channel, arguments);
    }

    private String text(String request, Channel channel, List<String> arguments) {
        line("request", request);
        line("channel", channel.name());
        line("language", "en");
        line("type", channel.technology().type());
        line("uniqueid", channel.uniqueid().text());
        line("version", PbxSettings.ASTERISK_VERSION);
        line("callerid", orUnknown(channel.caller().number()));
        line("calleridname", orUnknown(channel.caller().name()));
        line("callingpres", channel.caller().number().isEmpty() ? NUMBER_NOT_AVAILABLE : 0);
        line("callingani2", 0);
        line("callington", 0);
        line("callingtns", 0);
        line("dnid", orUnknown(channel.dialled()));
        line("rdnis", "unknown");
        line("context", channel.context());
        line("extension", channel.exten());
        line("priority", channel.priority());
        line("enhanced", "0.0");
        line("accountcode", channel.accountCode());
        line("threadid", FIRST_THREAD + channel.uniqueid().age() * 4096L);
        for (int i = 0; i < arguments.size(); i++) {
            line("arg_" + (i + 1), arguments.get(i));
        }
        return lines.append('\n').toString();
    }

    private void line(String key, Object value) {
        lines.append("agi_").append(key).append(": ").append(value).append('\n');
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }
}
