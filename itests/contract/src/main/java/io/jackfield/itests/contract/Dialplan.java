package io.jackfield.itests.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What can be dialled in the context {@code contract}. Every call can be made with Local channels alone: originate {@code
 * Local/EXTENSION@contract/n}.
 */
public final class Dialplan {
    public static final String CONTEXT = "contract";

    /** A queue without members; scenarios add theirs. */
    static final String QUEUE = "contract";

    private static final Map<String, List<String>> EXTENSIONS = new LinkedHashMap<>();

    static {
        extension("answer", "Answer", "Wait(30)", "Hangup");
        extension("hangup", "Answer", "Hangup");
        extension("ring", "Ringing", "Wait(30)", "Hangup");
        extension("busy", "Busy(1)");
        extension("congestion", "Congestion(1)");
        extension("reject", "Hangup(21)");
        extension("phone", "Ringing", "Wait(0.3)", "Answer", "Wait(30)", "Hangup");
        extension("userevent", "UserEvent(Contract,Text: ${TEXT})", "Hangup");
        for (String callee : List.of("phone", "busy", "congestion")) {
            extension("dial-" + callee, dial("Local/" + callee + "@contract/n", 10));
        }
        extension("dial-ring", dial("Local/ring@contract/n", 1));
        extension("dial-two", dial("Local/busy@contract/n&Local/phone@contract/n", 10));
        extension("100", "Ringing", "Wait(0.2)", "Answer", "Wait(30)", "Hangup");
        extension("brief", "Answer", "Wait(0.3)", "Hangup");
        extension("dial-transfer", "Dial(Local/phone@contract/n,10,tT)");
        extension("conference", "Answer", "ConfBridge(contract)", "Hangup");
        extension("park", "Answer", "Park(default)", "Hangup");
        extension("queue", "Answer", "Queue(" + QUEUE + ",,,,5)", "Hangup");
    }

    private Dialplan() {}

    static void forEach(BiConsumer<String, List<String>> user) {
        EXTENSIONS.forEach(user);
    }

    /** As extensions.conf has it. */
    static String configuration() {
        return EXTENSIONS.entrySet().stream()
                .map(extension -> configuration(extension.getKey(), extension.getValue()))
                .collect(Collectors.joining("\n", "[" + CONTEXT + "]\n", ""));
    }

    private static String configuration(String name, List<String> steps) {
        List<String> lines = new ArrayList<>();
        for (String step : steps) {
            String application = step.endsWith(")") ? step : step + "()";
            lines.add(lines.isEmpty() ? "exten = " + name + ",1," + application : " same = n," + application);
        }
        return String.join("\n", lines);
    }

    private static void extension(String name, String... steps) {
        EXTENSIONS.put(name, List.of(steps));
    }

    private static String[] dial(String target, int seconds) {
        return new String[] {
            "Dial(" + target + "," + seconds + ",g)", "UserEvent(Dialed,Status: ${DIALSTATUS})", "Hangup"
        };
    }
}
