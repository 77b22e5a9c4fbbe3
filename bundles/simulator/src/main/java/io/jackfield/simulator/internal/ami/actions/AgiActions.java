package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.agi.AsyncAgi;
import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.Optional;

/** AGI commands for channels that are in AsyncAGI. */
public final class AgiActions {

    private final Pbx pbx;
    private final AsyncAgi async;

    public AgiActions(Pbx pbx, AsyncAgi async) {
        this.pbx = pbx;
        this.async = async;
    }

    public void addTo(ActionTable table) {
        table.add("AGI", "Add an AGI command to execute by Async AGI.", this::agi, EventClass.AGI);
    }

    /** The response only says that the command is queued; it comes before all that the command leads to. */
    private void agi(Request request) {
        String name = request.header("Channel");
        String command = request.header("Command");
        if (name.isEmpty() || command.isEmpty()) {
            request.error("Both, Channel and Command are *required*");
            return;
        }
        Optional<Channel> channel = pbx.channelNamed(name);
        if (channel.isEmpty()) {
            request.error("Channel " + name + " does not exist.");
        } else if (!async.isKnown(channel.get())) {
            request.error("Failed to add AGI command to channel " + name + " queue");
        } else {
            request.success("Added AGI command to queue");
            async.queue(channel.get(), command, request.header("CommandID"));
        }
    }
}
