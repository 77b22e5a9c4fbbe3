package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.time.Instant;

/** A caller and the leg that answered, talking to each other. */
final class Conversation {

    private final Pbx pbx;
    private final Channel caller;
    private final Channel peer;
    private final Instant dialled;
    private final Instant began;
    private final Bridge bridge;

    /** @param dialled when dialling the peer began */
    Conversation(Pbx pbx, Channel caller, Channel peer, Instant dialled) {
        this.pbx = pbx;
        this.caller = caller;
        this.peer = peer;
        this.dialled = dialled;
        began = pbx.now();
        bridge = pbx.bridge();
        bridge.entrustTo(this);
    }

    void begin() {
        bridge.enter(peer);
        bridge.enter(caller);
        caller.set("BRIDGEPEER", peer.name());
        peer.set("BRIDGEPEER", caller.name());
    }

    /** Takes them apart, the one that ends the call first. */
    void end(Channel first) {
        part(first);
        time("ANSWEREDTIME", began);
        time("DIALEDTIME", dialled);
    }

    /** Takes them apart without counting the time; false if their bridge is somebody else's by now. */
    boolean part(Channel first) {
        boolean own = bridge.isEntrustedTo(this);
        if (own) {
            Channel second = first == caller ? peer : caller;
            first.set("BRIDGEPEER", "");
            second.set("BRIDGEPEER", "");
            bridge.leave(first);
            bridge.leave(second);
            bridge.destroy();
        }
        return own;
    }

    Duration talked() {
        return Duration.between(began, pbx.now());
    }

    private void time(String variable, Instant from) {
        setTime(caller, variable, Duration.between(from, pbx.now()));
    }

    /** Asterisk keeps such times twice, in seconds and in milliseconds. */
    static void setTime(Channel channel, String variable, Duration time) {
        channel.set(variable, time.toSeconds());
        channel.set(variable + "_MS", time.toMillis());
    }
}
