package io.jackfield.simulator.internal.cli;

import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The PBX and its channels. */
final class CoreCommands {

    private static final String CHANNEL_LAYOUT = "%-64s %-32s %-7s %-30s";

    private final Pbx pbx;

    CoreCommands(Pbx pbx) {
        this.pbx = pbx;
    }

    void addTo(CommandLine commands) {
        commands.add("core show version", none -> List.of("Asterisk " + PbxSettings.ASTERISK_VERSION));
        commands.add("core show uptime", "[seconds]", 0, 1, this::uptime);
        commands.add("core show channels", none -> channels());
        commands.add("core show channels count", none -> totals());
        commands.add("core reload", none -> reload());
        commands.add("channel request hangup", "<channel>", 1, 1, this::requestHangup);
    }

    private List<String> uptime(List<String> arguments) {
        Duration up = since(pbx.started());
        Duration reloaded = since(pbx.reloaded());
        return arguments.contains("seconds")
                ? List.of("System uptime: " + up.toSeconds(), "Last reload: " + reloaded.toSeconds())
                : List.of("System uptime: " + spoken(up), "Last reload: " + spoken(reloaded));
    }

    private Duration since(Instant then) {
        return Duration.between(then, pbx.now());
    }

    private static String spoken(Duration time) {
        List<String> parts = new ArrayList<>();
        addPart(parts, time.toDays(), "day");
        addPart(parts, time.toHoursPart(), "hour");
        addPart(parts, time.toMinutesPart(), "minute");
        addPart(parts, time.toSecondsPart(), "second");
        return String.join(", ", parts);
    }

    private static void addPart(List<String> parts, long count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + plural(count));
        }
    }

    private List<String> channels() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(CHANNEL_LAYOUT, "Channel", "Location", "State", "Application(Data)"));
        pbx.channels().forEach(channel -> lines.add(describe(channel)));
        lines.addAll(totals());
        return lines;
    }

    private static String describe(Channel channel) {
        String location = channel.exten().isEmpty()
                ? "(None)"
                : channel.exten() + "@" + channel.context() + ":" + channel.priority();
        String application = channel.application() + "(" + channel.applicationData() + ")";
        return String.format(
                CHANNEL_LAYOUT, channel.name(), location, channel.state().label(), application);
    }

    private List<String> totals() {
        long channels = pbx.channels().size();
        long processed = pbx.calls().started();
        long active = processed - pbx.calls().completed();
        return List.of(
                channels + " active channel" + plural(channels),
                active + " active call" + plural(active),
                processed + " call" + plural(processed) + " processed");
    }

    private static String plural(long count) {
        return count == 1 ? "" : "s";
    }

    private List<String> reload() {
        pbx.reload("All");
        return List.of("");
    }

    private List<String> requestHangup(List<String> arguments) {
        String name = arguments.get(0);
        if (name.equalsIgnoreCase("all")) {
            return pbx.channels().stream().map(CoreCommands::requestHangup).toList();
        }
        return List.of(pbx.channel(name).map(CoreCommands::requestHangup).orElse(name + " is not a known channel"));
    }

    private static String requestHangup(Channel channel) {
        if (!channel.isGone()) {
            channel.requestSoftHangupByOperator();
            channel.hangUp(channel.technology().defaultCause());
        }
        return "Requested Hangup on channel '" + channel.name() + "'";
    }
}
