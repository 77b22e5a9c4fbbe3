package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;

/** What those hear who wait. */
final class MusicOnHold {

    private MusicOnHold() {}

    static void start(Channel channel) {
        channel.event("MusicOnHoldStart", EventClass.CALL)
                .header("Class", "default")
                .publish();
    }

    static void stop(Channel channel) {
        channel.event("MusicOnHoldStop", EventClass.CALL).publish();
    }
}
