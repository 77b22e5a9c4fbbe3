package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What all sessions of one PBX share. */
final class AgiPlatform {

    private final Pbx pbx;
    private final Random random;
    private final CommandTable commands = Commands.table();
    private final Usage usage = new Usage();
    private final Map<Channel, Timer> autoHangups = new HashMap<>();

    AgiPlatform(Pbx pbx, Random random) {
        this.pbx = pbx;
        this.random = random;
    }

    CommandTable commands() {
        return commands;
    }

    Usage usage() {
        return usage;
    }

    /** Hangs the channel up after a while, unless another time is set before; never if the time is not positive. */
    void hangUpAfter(Channel channel, Duration time) {
        autoHangups.getOrDefault(channel, Timer.NONE).cancel();
        autoHangups.remove(channel);
        if (!time.isNegative() && !time.isZero()) {
            autoHangups.put(channel, pbx.after(time, () -> {
                autoHangups.remove(channel);
                channel.hangUp(Cause.NORMAL);
            }));
        }
    }

    /** The number by which events about one command belong together. */
    int newCommandId() {
        return random.nextInt(Integer.MAX_VALUE);
    }
}
