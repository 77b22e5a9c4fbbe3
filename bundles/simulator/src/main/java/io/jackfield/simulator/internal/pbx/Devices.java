package io.jackfield.simulator.internal.pbx;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The states of telephones and other devices, as they follow from their channels. */
public final class Devices {

    private final Pbx pbx;
    private static final String INSIDE = "Local/";

    private final Map<String, DeviceState> states = new LinkedHashMap<>();
    private final List<Consumer<String>> watchers = new ArrayList<>();

    Devices(Pbx pbx) {
        this.pbx = pbx;
    }

    /** This one is told of every device whose state changed, after the event. */
    public void watch(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    public DeviceState state(String device) {
        return states.getOrDefault(device, DeviceState.NOT_INUSE);
    }

    void refresh(String device) {
        Collection<Channel> channels = pbx.channelsOf(device);
        if (device.startsWith(INSIDE)) {
            set(device, channels.isEmpty() ? DeviceState.NOT_INUSE : DeviceState.INUSE);
        } else {
            set(device, DeviceState.of(channels));
        }
    }

    /** For devices that have no channels of their own, such as queues. */
    public void set(String device, DeviceState state) {
        DeviceState before = states.put(device, state);
        if (state == DeviceState.NOT_INUSE && device.startsWith(INSIDE)) {
            states.remove(device);
        }
        if ((before == null ? DeviceState.NOT_INUSE : before) != state) {
            tell(device, state);
            watchers.forEach(watcher -> watcher.accept(device));
        }
    }

    private void tell(String device, DeviceState state) {
        pbx.event("DeviceStateChange", CALL)
                .header("Device", device)
                .header("State", state)
                .publish();
    }

    /** A device is heard of for the first time. */
    public void introduce(String device) {
        if (states.putIfAbsent(device, DeviceState.NOT_INUSE) == null) {
            tell(device, DeviceState.NOT_INUSE);
        }
    }

    /** A device that is there, whatever becomes of it. */
    public void add(String device) {
        states.put(device, DeviceState.NOT_INUSE);
    }

    /** The devices that are told of in lists, with their states: not those that are only channels inside the PBX. */
    public Map<String, DeviceState> known() {
        Map<String, DeviceState> known = new LinkedHashMap<>(states);
        known.keySet().removeIf(device -> device.startsWith(INSIDE));
        return known;
    }

    void clear() {
        states.replaceAll((device, state) -> DeviceState.NOT_INUSE);
        states.keySet().removeIf(device -> device.startsWith(INSIDE));
    }

    /** Device states with the numbers that queues give them. */
    public enum DeviceState {
        NOT_INUSE(1, "Not in use"),
        INUSE(2, "In use"),
        BUSY(3, "Busy"),
        RINGING(6, "Ringing"),
        RINGINUSE(7, "Ring+Inuse");

        private final int number;
        private final String label;

        DeviceState(int number, String label) {
            this.number = number;
            this.label = label;
        }

        public String label() {
            return label;
        }

        public int number() {
            return number;
        }

        static DeviceState of(Collection<Channel> channels) {
            boolean ringing = false;
            boolean inUse = false;
            boolean busy = false;
            for (Channel channel : channels) {
                switch (channel.state()) {
                    case RINGING -> ringing = true;
                    case RING -> inUse |= channel.isAlerted();
                    case UP -> inUse = true;
                    case BUSY -> busy = true;
                    default -> {}
                }
            }
            if (ringing) {
                return inUse ? RINGINUSE : RINGING;
            }
            if (inUse) {
                return INUSE;
            }
            return busy ? BUSY : NOT_INUSE;
        }
    }
}
