package io.jackfield.simulator.internal.pbx;

/** The states of a channel, in the order of their numbers. */
public enum ChannelState {
    DOWN("Down"),
    RESERVED("Rsrvd"),
    OFF_HOOK("OffHook"),
    DIALING("Dialing"),
    RING("Ring"),
    RINGING("Ringing"),
    UP("Up"),
    BUSY("Busy");

    private final String label;

    ChannelState(String label) {
        this.label = label;
    }

    public int number() {
        return ordinal();
    }

    public String label() {
        return label;
    }
}
