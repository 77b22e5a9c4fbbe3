package io.jackfield.simulator.internal.pbx;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Names and identifiers, made as Asterisk makes them; with the same seed and times they are the same again. */
public final class Ids {

    private final Random random;
    private final Map<String, Integer> channelNumbers = new HashMap<>();
    private int channels;

    Ids(Random random) {
        this.random = random;
    }

    /** The second it is made in and a number that counts on. */
    public ChannelId channel(Instant now) {
        return new ChannelId(now.getEpochSecond() + "." + channels, channels++);
    }

    public ChannelId chosen(String text) {
        return new ChannelId(text, channels++);
    }

    /** The eight hexadecimal digits at the end of a channel's name. */
    public String channelNumber(String technology) {
        return String.format("%08x", channelNumbers.merge(technology, 1, Integer::sum) - 1);
    }

    public String uuid() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** An MD5 challenge: a number of at most nine digits. */
    public String challenge() {
        return String.valueOf(random.nextInt(1_000_000_000));
    }
}
