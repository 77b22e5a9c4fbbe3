package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.Block;
import java.util.List;

/** Nobody sends faxes here; the answers that say so are the most irregular ones there are. */
public final class FaxActions {

    private static final List<String> COUNTERS = List.of(
            "CurrentSessions",
            "ReservedSessions",
            "TransmitAttempts",
            "ReceiveAttempts",
            "CompletedFAXes",
            "FailedFAXes");

    public void addTo(ActionTable table) {
        table.add("FAXSessions", "Lists active FAX sessions", this::sessions, EventClass.CALL);
        table.add("FAXStats", "Responds with fax statistics", this::statistics, EventClass.REPORTING);
    }

    private void sessions(Request request) {
        EventList none = request.list("Start", "FAXSessionsEntry event list will follow");
        none.complete(none.end("FAXSessionsComplete").header("Total", 0));
    }

    private void statistics(Request request) {
        request.success("FAXStats event will follow");
        Block event =
                Block.event("FAXStats").optional("ActionID", request.message().actionId());
        COUNTERS.forEach(counter -> event.header(counter, 0));
        request.send(event);
    }
}
