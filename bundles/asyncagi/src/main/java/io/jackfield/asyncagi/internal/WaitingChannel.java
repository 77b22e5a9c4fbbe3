package io.jackfield.asyncagi.internal;

import io.jackfield.agi.AgiRequest;
import io.jackfield.manager.ChannelSnapshot;
import io.jackfield.manager.ManagerEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognizes channels in {@code AGI(agi:async)} in the list that {@code Status} gives. */
final class WaitingChannel {

    /** All that Asterisk compares, in any case ({@code launch_script}). */
    private static final String ASYNC = "agi:async";

    private WaitingChannel() {}

    /** The call, if the channel is in {@code AGI(agi:async)} and no command of it runs another application. */
    static Optional<AgiRequest> read(ManagerEvent item, ChannelSnapshot channel) {
        String application = item.get("Application");
        String data = item.get("Data");
        boolean agi = "AGI".equalsIgnoreCase(application) || "DeadAGI".equalsIgnoreCase(application);
        if (!agi || data == null || !data.toLowerCase(Locale.ROOT).startsWith(ASYNC)) {
            return Optional.empty();
        }
        List<String> arguments = ApplicationArguments.split(data);
        return Optional.of(Environment.of(item, channel, arguments.subList(1, arguments.size())));
    }
}
