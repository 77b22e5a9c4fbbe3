package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.Connection;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.Optional;

/** Bridges, and channels that are put into one. */
public final class BridgeActions {

    private final Pbx pbx;
    private final Connection connection;

    public BridgeActions(Switchboard board) {
        pbx = board.pbx();
        connection = new Connection(board);
    }

    public void addTo(ActionTable table) {
        table.add("Bridge", "Bridge two channels already in the PBX.", this::bridge, EventClass.CALL);
        table.add("BridgeList", "Get a list of bridges in the system.", this::list);
        table.add("BridgeInfo", "Get information about a bridge.", this::info);
    }

    private void bridge(Request request) {
        String one = request.header("Channel1");
        String two = request.header("Channel2");
        if (one.isEmpty() || two.isEmpty()) {
            request.error("Missing channel parameter in request");
            return;
        }
        Optional<Channel> first = pbx.channel(one);
        Optional<Channel> second = pbx.channel(two);
        if (first.isEmpty()) {
            request.error("Channel1 does not exist: " + one);
        } else if (second.isEmpty()) {
            request.error("Channel2 does not exist: " + two);
        } else if (connection.connect(first.get(), second.get())) {
            request.success("Channels have been bridged");
        } else {
            request.error("Bridge failed");
        }
    }

    /** What goes by the name of BridgeType is compared with the technology, as it is in Asterisk. */
    private void list(Request request) {
        String technology = request.header("BridgeType");
        EventList list = request.list("Bridge listing will follow");
        pbx.bridges().stream()
                .filter(bridge ->
                        technology.isEmpty() || technology.equals(bridge.kind().technology()))
                .forEach(bridge -> list.send(list.item("BridgeListItem").headers(Descriptions.of(bridge))));
        list.complete("BridgeListComplete");
    }

    private void info(Request request) {
        String id = request.header("BridgeUniqueid");
        Optional<Bridge> bridge = pbx.bridge(id);
        if (id.isEmpty()) {
            request.error("BridgeUniqueid must be provided");
        } else if (bridge.isEmpty()) {
            request.error("Specified BridgeUniqueid not found");
        } else {
            EventList list = request.list("Bridge channel listing will follow");
            bridge.get()
                    .channels()
                    .forEach(channel ->
                            list.send(list.item("BridgeInfoChannel").headers(Descriptions.of(pbx, channel))));
            list.complete(list.end("BridgeInfoComplete").headers(Descriptions.of(bridge.get())));
        }
    }
}
