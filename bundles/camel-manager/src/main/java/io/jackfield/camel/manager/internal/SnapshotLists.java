package io.jackfield.camel.manager.internal;

import io.jackfield.manager.ManagerAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists that the option {@code snapshot} names: by what they hold, or by the action itself. */
public final class SnapshotLists {

    private static final Map<String, String> ACTIONS = new TreeMap<>(Map.of(
            "bridges", "BridgeList",
            "channels", "CoreShowChannels",
            "conferences", "ConfbridgeListRooms",
            "devices", "DeviceStateList",
            "extensions", "ExtensionStateList",
            "parked", "ParkedCalls",
            "presence", "PresenceStateList",
            "queues", "QueueStatus"));

    private SnapshotLists() {}

    /**
     * Reads the option.
     *
     * @param names separated by commas, or null for none
     * @throws IllegalArgumentException if a name is neither known nor that of an action, which begins with a capital
     */
    public static List<ManagerAction> of(String names) {
        List<ManagerAction> lists = new ArrayList<>();
        for (String name : names == null ? new String[0] : names.split(",", -1)) {
            String known = ACTIONS.get(name.strip());
            if (known == null && !name.strip().matches("[A-Z]\\w*")) {
                throw new IllegalArgumentException("snapshot=" + names + ": '" + name.strip()
                        + "' is unknown, expected some of " + String.join(", ", ACTIONS.keySet())
                        + ", or names of list actions");
            }
            lists.add(ManagerAction.of(known == null ? name.strip() : known));
        }
        return lists;
    }
}
