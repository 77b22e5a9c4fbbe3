package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.Variables;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.Optional;

/** Variables of channels and of the PBX. */
public final class VariableActions {

    private static final int LONGEST_VALUE = 1023;

    private final Pbx pbx;

    public VariableActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable table) {
        table.add(
                "Getvar",
                "Gets a channel variable or function value.",
                this::getvar,
                EventClass.CALL,
                EventClass.REPORTING);
        table.add("Setvar", "Sets a channel variable or function value.", this::setvar, EventClass.CALL);
    }

    private void getvar(Request request) {
        if (isComplete(request)) {
            String name = request.header("Variable");
            String found = Variables.value(pbx, channel(request).orElse(null), name);
            String value = found == null ? "" : found;
            request.send(request.response("Success")
                    .header("Variable", name)
                    .header("Value", value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value));
        }
    }

    private void setvar(Request request) {
        if (isComplete(request)) {
            String name = request.header("Variable");
            if (Variables.set(pbx, channel(request).orElse(null), name, request.header("Value"))) {
                request.success("Variable Set");
            } else {
                request.error("Variable not set");
            }
        }
    }

    private boolean isComplete(Request request) {
        if (request.header("Variable").isEmpty()) {
            request.error("No variable specified");
            return false;
        }
        if (!request.header("Channel").isEmpty() && channel(request).isEmpty()) {
            request.error("No such channel");
            return false;
        }
        return true;
    }

    private Optional<Channel> channel(Request request) {
        return pbx.channel(request.header("Channel"));
    }
}
