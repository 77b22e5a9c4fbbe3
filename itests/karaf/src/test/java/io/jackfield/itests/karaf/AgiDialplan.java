package io.jackfield.itests.karaf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dialplan of {@link Calls}: calls into AGI, their callers, three phones, of which an IVR may dial two, and three carriers
 * that get some numbers through. A caller sends the digits KEYS and hangs up TALK seconds later.
 */
final class AgiDialplan {

    /** Takes in an extension. */
    interface Extensions {
        void add(String context, String extension, String... steps);
    }

    private static final String CALLS = "calls";
    private static final String PHONES = "from-internal";

    /** Numbers whose names say what becomes of them; beta and gamma do not know those that alpha gets through. */
    static final String ANSWERED = "4930100001";

    static final String CONGESTED_AT_FIRST = "4930100002";
    static final String BUSY = "4930100003";
    static final String SILENT = "4930100004";
    static final String CONGESTED = "4930100005";

    /** Of a real Asterisk alone: what the example's README has for when there is no answer. */
    private static final String FALLBACK =
            """
            [calls](+)
            exten = outbound,1,AGI(agi://127.0.0.1:%d/lcr,${NUMBER})
             same = n,GotoIf($["${JACKFIELD_STATUS}" = "OK"]?done)
             same = n,Set(FALLBACK=taken)
             same = n(done),Hangup(${HANGUPCAUSE})
            """;

    private AgiDialplan() {}

    /** @param agiPort where {@code AGI()} connects to */
    static void forEach(int agiPort, Extensions extensions) {
        extensions.add(CALLS, "agi", "Answer", "AGI(agi://127.0.0.1:" + agiPort + "/${SCRIPT})", "Hangup");
        extensions.add(CALLS, "async", "Answer", "AGI(agi:async,${SCRIPT})", "Hangup");
        extensions.add(CALLS, "caller", "Answer", "Wait(0.5)", "SendDTMF(${KEYS})", "Wait(${TALK})", "Hangup");
        extensions.add(PHONES, "2001", "Answer", "Wait(1)", "Hangup");
        extensions.add(PHONES, "2002", "Busy(1)");
        extensions.add(PHONES, "2003", "Answer", "Wait(60)", "Hangup");
        extensions.add(CALLS, "lcr", "Set(BEGUN=lcr)", "AGI(agi://127.0.0.1:" + agiPort + "/lcr,${NUMBER})", "Hangup");
        extensions.add("carrier-alpha", ANSWERED, "Answer", "Wait(0.5)", "Hangup");
        extensions.add("carrier-alpha", CONGESTED_AT_FIRST, "Congestion");
        extensions.add("carrier-beta", CONGESTED_AT_FIRST, "Answer", "Wait(0.5)", "Hangup");
        extensions.add("carrier-alpha", BUSY, "Busy");
        extensions.add("carrier-alpha", SILENT, "Ringing", "Wait(60)");
        extensions.add("carrier-beta", CONGESTED, "Congestion");
        extensions.add("carrier-gamma", CONGESTED, "Congestion");
    }

    /** As text for {@code extensions.conf}. */
    static String text(int agiPort) {
        Map<String, StringBuilder> contexts = new LinkedHashMap<>();
        forEach(agiPort, (context, extension, steps) -> {
            StringBuilder text = contexts.computeIfAbsent(context, name -> new StringBuilder("\n[" + name + "]\n"));
            text.append("exten = " + extension + ",1," + String.join("\n same = n,", List.of(steps)) + "\n");
        });
        return String.join("", contexts.values()) + "\n" + FALLBACK.formatted(agiPort);
    }
}
