package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.ParkedCall;
import io.jackfield.simulator.internal.calls.ParkingLot;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.Block;
import java.util.Optional;

/** Calls that wait in the parking lot. */
public final class ParkingActions {

    private final Switchboard board;

    public ParkingActions(Switchboard board) {
        this.board = board;
    }

    public void addTo(ActionTable table) {
        table.add("Park", "Park a channel.", this::park, EventClass.CALL);
        table.add("ParkedCalls", "List parked calls.", this::parkedCalls, EventClass.CALL);
        table.add("Parkinglots", "Get a list of parking lots", this::parkingLots, EventClass.CALL);
    }

    /** Some answers end in a line feed of their own, as Asterisk's do. */
    private void park(Request request) {
        Optional<Channel> channel = board.pbx().channel(request.header("Channel"));
        if (request.header("Channel").isEmpty()) {
            request.error("Channel not specified");
        } else if (channel.isEmpty()) {
            request.error("Channel does not exist: " + request.header("Channel"));
        } else if (isElsewhere(request.header("Parkinglot")) || !board.park(channel.get(), parker(request))) {
            request.error("Park action failed\n");
        } else {
            request.success("Park successful\n");
        }
    }

    /** The device of whoever parks: of the channel itself if none is named. */
    private String parker(Request request) {
        return board.pbx()
                .channel(request.header("TimeoutChannel"))
                .or(() -> board.pbx().channel(request.header("Channel")))
                .map(Channel::device)
                .orElse("");
    }

    private static boolean isElsewhere(String lot) {
        return !lot.isEmpty() && !lot.equals(ParkingLot.NAME);
    }

    private void parkedCalls(Request request) {
        if (isElsewhere(request.header("ParkingLot"))) {
            request.error("Requested parking lot could not be found.");
            return;
        }
        EventList list = request.list("Parked calls will follow");
        for (ParkedCall call : board.parking().calls()) {
            list.sendIdLast(Block.event("ParkedCall")
                    .headers(Descriptions.of(board.pbx(), "Parkee", call.channel()))
                    .header("ParkerDialString", call.parker())
                    .header("Parkinglot", ParkingLot.NAME)
                    .header("ParkingSpace", call.space())
                    .header("ParkingTimeout", call.left().toSeconds())
                    .header("ParkingDuration", call.duration().toSeconds()));
        }
        list.complete(list.end("ParkedCallsComplete").header("Total", list.size()));
    }

    private void parkingLots(Request request) {
        EventList list = request.list("Parking lots will follow");
        list.send(list.item("Parkinglot")
                .header("Name", ParkingLot.NAME)
                .header("StartSpace", ParkingLot.FIRST_SPACE)
                .header("StopSpace", ParkingLot.LAST_SPACE)
                .header("Timeout", ParkingLot.TIMEOUT.toSeconds()));
        list.complete("ParkinglotsComplete");
    }
}
