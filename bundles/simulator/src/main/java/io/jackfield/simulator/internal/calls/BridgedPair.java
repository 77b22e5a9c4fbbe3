package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Party;

/** Two channels that somebody put together. When one of them goes, the other goes on where it was. */
final class BridgedPair {

    private final Bridge bridge;
    private final Execution one;
    private final Execution two;

    /** @param bridge the bridge they are in, or are to {@link #enter} */
    BridgedPair(Bridge bridge, Execution one, Execution two) {
        this.bridge = bridge;
        this.one = one;
        this.two = two;
        bridge.entrustTo(this);
        one.ifHungUp(() -> part(one, two));
        two.ifHungUp(() -> part(two, one));
    }

    void enter() {
        bridge.enter(one.channel());
        bridge.enter(two.channel());
        introduce(one.channel(), two.channel());
    }

    /** Each of two who talk learns who the other one is. */
    static void introduce(Channel one, Channel two) {
        one.set("BRIDGEPEER", two.name());
        two.set("BRIDGEPEER", one.name());
        tell(one, two.caller());
        tell(two, one.caller());
    }

    private static void tell(Channel channel, Party other) {
        if (!other.equals(Party.UNKNOWN) && !other.equals(channel.connected())) {
            channel.connect(other);
        }
    }

    private void part(Execution first, Execution second) {
        // Either it is over, or the bridge is somebody else's by now.
        if (!bridge.isEntrustedTo(this)) {
            return;
        }
        bridge.entrustTo(null);
        first.channel().set("BRIDGEPEER", "");
        second.channel().set("BRIDGEPEER", "");
        bridge.leave(first.channel());
        bridge.leave(second.channel());
        bridge.destroy();
        second.goOn();
    }
}
