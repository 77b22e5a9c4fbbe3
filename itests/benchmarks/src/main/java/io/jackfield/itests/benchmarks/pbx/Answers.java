package io.jackfield.itests.benchmarks.pbx;

import java.util.Locale;
import java.util.Map;

/** What the PBX says to an action, after {@code Response} and {@code ActionID}. Any login is let in. */
final class Answers {

    private static final Map<String, String> SUCCESS = Map.of(
            "challenge", "Challenge: 840415273\r\n",
            "login", "Message: Authentication accepted\r\n",
            "events", "Events: On\r\n",
            "ping", "Ping: Pong\r\nTimestamp: 1795411587.252000\r\n",
            "coresettings", "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: \r\nCoreMaxCalls: 0\r\n");

    private Answers() {}

    static String to(Map<String, String> action) {
        String name = action.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        String id = action.containsKey("actionid") ? "ActionID: " + action.get("actionid") + "\r\n" : "";
        if (name.equals("logoff")) {
            return "Response: Goodbye\r\n" + id + "Message: Thanks for all the fish.\r\n\r\n";
        }
        return SUCCESS.containsKey(name)
                ? "Response: Success\r\n" + id + SUCCESS.get(name) + "\r\n"
                : "Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n";
    }
}
