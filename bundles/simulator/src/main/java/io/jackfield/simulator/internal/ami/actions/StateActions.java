package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;

/** States of devices, and of what this PBX has none of: hints and presence. */
public final class StateActions {

    private static final String NO_CONTEXT = "default";

    private final Pbx pbx;

    public StateActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable table) {
        table.add(
                "DeviceStateList",
                "List the current known device states.",
                this::devices,
                EventClass.CALL,
                EventClass.REPORTING);
        table.add(
                "ExtensionStateList",
                "List the current known extension states.",
                request -> request.list("Extension Statuses will follow").complete("ExtensionStateListComplete"),
                EventClass.CALL,
                EventClass.REPORTING);
        table.add("ExtensionState", "Check Extension Status.", this::extension, EventClass.CALL, EventClass.REPORTING);
        table.add(
                "PresenceStateList",
                "List the current known presence states.",
                request -> request.list("Presence State Changes will follow").complete("PresenceStateListComplete"),
                EventClass.CALL,
                EventClass.REPORTING);
        table.add("PresenceState", "Check Presence State", this::presence, EventClass.CALL, EventClass.REPORTING);
    }

    private void devices(Request request) {
        EventList list = request.list("Device State Changes will follow");
        pbx.devices()
                .known()
                .forEach((device, state) -> list.send(
                        list.item("DeviceStateChange").header("Device", device).header("State", state)));
        list.complete("DeviceStateListComplete");
    }

    private void extension(Request request) {
        if (request.header("Exten").isEmpty()) {
            request.error("Extension not specified");
            return;
        }
        String context = request.header("Context");
        request.send(request.response("Success")
                .header("Message", "Extension Status")
                .header("Exten", request.header("Exten"))
                .header("Context", context.isEmpty() ? NO_CONTEXT : context)
                .header("Hint", "")
                .header("Status", -1)
                .header("StatusText", "Unknown"));
    }

    private void presence(Request request) {
        String provider = request.header("Provider");
        if (provider.isEmpty()) {
            request.error("No provider specified");
        } else if (provider.startsWith("CustomPresence:")) {
            request.send(request.response("Success")
                    .header("Message", "Presence State")
                    .header("State", "not_set"));
        } else {
            request.error("Invalid provider " + provider + " or provider in invalid state");
        }
    }
}
