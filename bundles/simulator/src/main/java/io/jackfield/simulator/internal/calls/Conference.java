package io.jackfield.simulator.internal.calls;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Devices.DeviceState;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A room where any number of channels talk. It is there from the first that comes to the last that goes. */
public final class Conference {

    private final Pbx pbx;
    private final String name;
    private final Bridge bridge;
    private final String announcer;
    private final List<ConferenceMember> members = new ArrayList<>();
    private boolean locked;

    Conference(Pbx pbx, String name) {
        this.pbx = pbx;
        this.name = name;
        announcer = "CBAnn/" + name + "-" + pbx.ids().channelNumber(LocalLeg.TECHNOLOGY) + ";2";
        bridge = pbx.bridge(Bridge.Kind.CONFERENCE, name);
        bridge.hidden(1);
        event("ConfbridgeStart").publish();
        pbx.devices().set("confbridge:" + name, DeviceState.INUSE);
    }

    void enter(ConferenceMember member) {
        members.add(member);
        bridge.enter(member.channel());
        tellPeers();
        event("ConfbridgeJoin")
                .channel(member.channel())
                .header("Admin", "No")
                .header("Muted", "No")
                .publish();
    }

    void leave(ConferenceMember member) {
        members.remove(member);
        member.channel().set("BRIDGEPEER", "");
        memberEvent("ConfbridgeLeave", member);
        bridge.leave(member.channel());
        if (members.isEmpty()) {
            pbx.devices().set("confbridge:" + name, DeviceState.NOT_INUSE);
            event("ConfbridgeEnd").publish();
            bridge.hidden(0);
            bridge.destroy();
        } else {
            tellPeers();
        }
    }

    private void tellPeers() {
        for (ConferenceMember member : members) {
            Channel self = member.channel();
            String others = Stream.concat(
                            Stream.of(announcer),
                            members.stream()
                                    .map(ConferenceMember::channel)
                                    .filter(channel -> channel != self)
                                    .map(Channel::name))
                    .collect(Collectors.joining(","));
            if (!others.equals(self.variable("BRIDGEPEER"))) {
                self.set("BRIDGEPEER", others);
            }
        }
    }

    void memberEvent(String event, ConferenceMember member) {
        event(event).channel(member.channel()).header("Admin", "No").publish();
    }

    private EventBuilder event(String event) {
        return pbx.event(event, CALL).header("Conference", name).bridge(bridge);
    }

    boolean isOver() {
        return members.isEmpty();
    }

    public String name() {
        return name;
    }

    public List<ConferenceMember> members() {
        return List.copyOf(members);
    }

    public Optional<ConferenceMember> member(String channel) {
        return members.stream()
                .filter(member -> member.channel().name().equals(channel))
                .findFirst();
    }

    public boolean isLocked() {
        return locked;
    }

    /** Lets nobody in any more, or again. */
    public void lock(boolean lock) {
        locked = lock;
    }
}
