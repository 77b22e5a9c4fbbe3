package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import io.jackfield.simulator.internal.pbx.Times;
import io.jackfield.simulator.internal.wire.ActionMessage;
import io.jackfield.simulator.internal.wire.Block;
import java.util.Set;

/** The PBX as a whole. */
public final class CoreActions {

    private static final Set<String> MODULES = Set.of("manager", "cdr", "dnsmgr", "extconfig", "http", "logger");

    private final Pbx pbx;
    private ActionTable table;

    public CoreActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable actions) {
        table = actions;
        actions.add("Ping", "Keepalive command.", this::ping);
        actions.add("ListCommands", "List available manager commands.", this::listCommands);
        actions.add(
                "CoreSettings",
                "Show PBX core settings (version etc).",
                this::coreSettings,
                EventClass.SYSTEM,
                EventClass.REPORTING);
        actions.add(
                "CoreStatus",
                "Show PBX core status variables.",
                this::coreStatus,
                EventClass.SYSTEM,
                EventClass.REPORTING);
        actions.add("Reload", "Send a reload event.", this::reload, EventClass.SYSTEM, EventClass.CONFIG);
        actions.add("UserEvent", "Send an arbitrary event.", this::userEvent, EventClass.USER);
    }

    private void ping(Request request) {
        request.send(request.response("Success").header("Ping", "Pong").header("Timestamp", Times.epoch(pbx.now())));
    }

    private void listCommands(Request request) {
        Block response = request.response("Success");
        for (ActionTable.Entry entry : table.entries()) {
            if (request.session().may(entry.classes())) {
                String privilege = EventClass.privilege(entry.classes());
                response.header(entry.name(), entry.synopsis() + "  (Priv: " + privilege + ")");
            }
        }
        request.send(response);
    }

    private void coreSettings(Request request) {
        request.send(request.response("Success")
                .header("AMIversion", PbxSettings.AMI_VERSION)
                .header("AsteriskVersion", PbxSettings.ASTERISK_VERSION)
                .header("SystemName", "")
                .header("CoreMaxCalls", 0)
                .header("CoreMaxLoadAvg", "0.000000")
                .header("CoreRunUser", "")
                .header("CoreRunGroup", "")
                .header("CoreMaxFilehandles", 0)
                .header("CoreRealTimeEnabled", "No")
                .header("CoreCDRenabled", "Yes")
                .header("CoreHTTPenabled", "No")
                .header("SoundsSearchCustomDir", "No"));
    }

    private void coreStatus(Request request) {
        request.send(request.response("Success")
                .header("CoreStartupDate", Times.date(pbx.started()))
                .header("CoreStartupTime", Times.time(pbx.started()))
                .header("CoreReloadDate", Times.date(pbx.reloaded()))
                .header("CoreReloadTime", Times.time(pbx.reloaded()))
                .header("CoreCurrentCalls", pbx.channels().size())
                .header("CoreProcessedCalls", pbx.calls().started()));
    }

    private void reload(Request request) {
        String module = request.header("Module");
        if (module.isEmpty()) {
            pbx.reload("All");
        } else if (MODULES.contains(module) || module.endsWith(".so")) {
            pbx.reload(module);
        } else {
            request.error("No such module");
            return;
        }
        request.success("Module Reloaded");
    }

    /** The event repeats whatever came with the action, line by line as it came. */
    private void userEvent(Request request) {
        request.success("Event Sent");
        EventBuilder event = pbx.event("UserEvent", EventClass.USER).header("UserEvent", request.header("UserEvent"));
        for (String line : request.message().lines()) {
            if (!ActionMessage.names(line, "Action") && !ActionMessage.names(line, "UserEvent")) {
                event.line(line);
            }
        }
        event.publish();
    }
}
