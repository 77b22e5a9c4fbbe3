package io.jackfield.simulator.internal.pbx;

/**
 * Identifies a channel, and as Linkedid a call.
 *
 * @param text as clients see it
 * @param age counts up: the channel with the lower number is the older one
 */
public record ChannelId(String text, int age) {

    public ChannelId older(ChannelId other) {
        return other.age < age ? other : this;
    }

    @Override
    public String toString() {
        return text;
    }
}
