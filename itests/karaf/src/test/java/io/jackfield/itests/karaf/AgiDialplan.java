package io.jackfield.itests.karaf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dialplan of {@link Calls}: calls into AGI, their callers, and three phones, of which an IVR may dial two. A caller sends the
 * digits KEYS and hangs up TALK seconds later.
 */
final class AgiDialplan {

    /** Takes in an extension. */
    interface Extensions {
        void add(String context, String extension, String... steps);
    }

    private static final String CALLS = "calls";
    private static final String PHONES = "from-internal";

    private AgiDialplan() {}

    /** @param agiPort where {@code AGI()} connects to */
    static void forEach(int agiPort, Extensions extensions) {
        extensions.add(CALLS, "agi", "Answer", "AGI(agi://127.0.0.1:" + agiPort + "/${SCRIPT})", "Hangup");
        extensions.add(CALLS, "async", "Answer", "AGI(agi:async,${SCRIPT})", "Hangup");
        extensions.add(CALLS, "caller", "Answer", "Wait(0.5)", "SendDTMF(${KEYS})", "Wait(${TALK})", "Hangup");
        extensions.add(PHONES, "2001", "Answer", "Wait(1)", "Hangup");
        extensions.add(PHONES, "2002", "Busy(1)");
        extensions.add(PHONES, "2003", "Answer", "Wait(60)", "Hangup");
    }

    /** As text for {@code extensions.conf}. */
    static String text(int agiPort) {
        Map<String, StringBuilder> contexts = new LinkedHashMap<>();
        forEach(agiPort, (context, extension, steps) -> {
            StringBuilder text = contexts.computeIfAbsent(context, name -> new StringBuilder("\n[" + name + "]\n"));
            text.append("exten = " + extension + ",1," + String.join("\n same = n,", List.of(steps)) + "\n");
        });
        return String.join("", contexts.values());
    }
}
