package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.Database;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.Block;
import java.util.Map;
import java.util.Optional;

/** The PBX's small database. */
public final class DatabaseActions {

    private final Database database;

    public DatabaseActions(Database database) {
        this.database = database;
    }

    public void addTo(ActionTable table) {
        table.add("DBGet", "Get DB Entry.", this::get, EventClass.SYSTEM, EventClass.REPORTING);
        table.add(
                "DBGetTree",
                "Get DB entries, optionally at a particular family/key",
                this::getTree,
                EventClass.SYSTEM,
                EventClass.REPORTING);
        table.add("DBPut", "Put DB entry.", this::put, EventClass.SYSTEM);
        table.add("DBDel", "Delete DB entry.", this::delete, EventClass.SYSTEM);
        table.add("DBDelTree", "Delete DB Tree.", this::deleteTree, EventClass.SYSTEM);
    }

    private void get(Request request) {
        if (!isAddressed(request, ".")) {
            return;
        }
        Optional<String> value = database.get(family(request), key(request));
        if (value.isEmpty()) {
            request.error("Database entry not found");
            return;
        }
        EventList list = request.list("Result will follow");
        list.sendIdLast(Block.event("DBGetResponse")
                .header("Family", family(request))
                .header("Key", key(request))
                .header("Val", value.get()));
        list.complete("DBGetComplete");
    }

    private void getTree(Request request) {
        EventList list = request.list("Result will follow");
        for (Map.Entry<String, String> entry :
                database.tree(family(request), key(request)).entrySet()) {
            list.sendIdLast(Block.event("DBGetTreeResponse")
                    .header("Key", entry.getKey())
                    .header("Val", entry.getValue()));
        }
        list.complete("DBGetTreeComplete");
    }

    private void put(Request request) {
        if (isAddressed(request, "")) {
            database.put(family(request), key(request), request.header("Val"));
            request.success("Updated database successfully");
        }
    }

    private void delete(Request request) {
        if (isAddressed(request, ".")) {
            if (database.delete(family(request), key(request))) {
                request.success("Key deleted successfully");
            } else {
                request.error("Database entry could not be deleted");
            }
        }
    }

    private void deleteTree(Request request) {
        if (family(request).isEmpty()) {
            request.error("No family specified.");
        } else if (database.deleteTree(family(request), key(request)) == 0) {
            request.error("Database entry not found");
        } else {
            request.success("Key tree deleted successfully");
        }
    }

    /** @param stop how the error text ends, which differs from action to action */
    private static boolean isAddressed(Request request, String stop) {
        if (family(request).isEmpty()) {
            request.error("No family specified" + stop);
            return false;
        }
        if (key(request).isEmpty()) {
            request.error("No key specified" + stop);
            return false;
        }
        return true;
    }

    private static String family(Request request) {
        return request.header("Family");
    }

    private static String key(Request request) {
        return request.header("Key");
    }
}
