package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The telephone exchange itself. All its methods are for one thread, the one its {@link Timeline} runs on. */
public final class Pbx {

    private final PbxSettings settings;
    private final Timeline timeline;
    private final Ids ids;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Set<Channel>> channelsOfDevice = new HashMap<>();
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final Devices devices = new Devices(this);
    private final Database database = new Database();
    private final Map<String, String> globals = new LinkedHashMap<>();
    private final CallLog calls = new CallLog();
    private final List<Consumer<PublishedEvent>> listeners = new ArrayList<>();
    private Instant started;
    private Instant reloaded;
    private int restarts;

    public Pbx(PbxSettings settings, Timeline timeline, Random random) {
        this.settings = settings;
        this.timeline = timeline;
        this.ids = new Ids(random);
        database.put("pbx", "UUID", ids.uuid());
        restart();
    }

    /** Begins anew: without calls, with the database. Nobody is told of the channels that vanish. */
    public void restart() {
        restarts++;
        channels.values().forEach(Channel::vanish);
        channels.clear();
        channelsOfDevice.clear();
        bridges.clear();
        devices.clear();
        globals.clear();
        calls.clear();
        started = now();
        reloaded = started;
    }

    public void reload(String module) {
        if (module.equals("All")) {
            reloaded = now();
        }
        event("Reload", EventClass.SYSTEM)
                .header("Module", module)
                .header("Status", 0)
                .publish();
    }

    public void listen(Consumer<PublishedEvent> listener) {
        listeners.add(listener);
    }

    public void unlisten(Consumer<PublishedEvent> listener) {
        listeners.remove(listener);
    }

    public EventBuilder event(String name, EventClass eventClass) {
        return event(name, eventClass.bit());
    }

    public EventBuilder event(String name, int classes) {
        return new EventBuilder(this, name, classes);
    }

    void publish(EventBuilder event) {
        if (!listeners.isEmpty()) {
            relay(event.written(now(), settings.timestampEvents()));
        }
    }

    /** Tells all listeners of an event that was raised elsewhere. */
    public void relay(PublishedEvent event) {
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
    }

    /** A channel of its own call. */
    public Channel channel(ChannelId uniqueid, String name, ChannelState state, Technology technology) {
        return new Channel(this, uniqueid, uniqueid, name, state, technology);
    }

    /** A channel that belongs to a call there is already. */
    public Channel channel(
            ChannelId uniqueid, ChannelId linkedid, String name, ChannelState state, Technology technology) {
        return new Channel(this, uniqueid, linkedid, name, state, technology);
    }

    void add(Channel channel) {
        channels.put(channel.name(), channel);
        channelsOfDevice
                .computeIfAbsent(channel.device(), device -> new LinkedHashSet<>())
                .add(channel);
        calls.began(channel);
    }

    void remove(Channel channel) {
        // After a restart the channel is unknown, and its name may even belong to another one.
        if (!channels.remove(channel.name(), channel)) {
            return;
        }
        channelsOfDevice.computeIfPresent(channel.device(), (device, members) -> {
            members.remove(channel);
            return members.isEmpty() ? null : members;
        });
        calls.ended(channel, now());
    }

    /** A bridge for two who talk. */
    public Bridge bridge() {
        return bridge(Bridge.Kind.BASIC, "<unknown>");
    }

    public Bridge bridge(Bridge.Kind kind, String name) {
        Bridge bridge = new Bridge(this, ids.uuid(), kind, name);
        bridges.put(bridge.uniqueid(), bridge);
        event("BridgeCreate", EventClass.CALL).bridge(bridge).publish();
        return bridge;
    }

    void remove(Bridge bridge) {
        bridges.remove(bridge.uniqueid());
    }

    /** All bridges, the oldest first. */
    public Collection<Bridge> bridges() {
        return List.copyOf(bridges.values());
    }

    public Optional<Bridge> bridge(String uniqueid) {
        return Optional.ofNullable(bridges.get(uniqueid));
    }

    /** All channels, the oldest first. */
    public Collection<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    /** The channel that goes by this name or Uniqueid. */
    public Optional<Channel> channelNamed(String nameOrId) {
        return channel(nameOrId).or(() -> channels.values().stream()
                .filter(channel -> channel.uniqueid().text().equals(nameOrId))
                .findFirst());
    }

    Collection<Channel> channelsOf(String device) {
        return channelsOfDevice.getOrDefault(device, Set.of());
    }

    public Instant now() {
        return timeline.now();
    }

    /** Does something later, unless it is cancelled or the PBX restarts before. */
    public Timeline.Timer after(Duration delay, Runnable task) {
        int scheduledIn = restarts;
        return timeline.after(delay, () -> {
            if (scheduledIn == restarts) {
                task.run();
            }
        });
    }

    public PbxSettings settings() {
        return settings;
    }

    public Ids ids() {
        return ids;
    }

    public Devices devices() {
        return devices;
    }

    public Database database() {
        return database;
    }

    public Map<String, String> globals() {
        return globals;
    }

    public CallLog calls() {
        return calls;
    }

    public Instant started() {
        return started;
    }

    public Instant reloaded() {
        return reloaded;
    }
}
