package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What can be dialled in the contexts {@code contract} and, for calls in {@code AGI()}, {@code contract-agi}. Every call can be made
 * with Local channels alone: originate {@code Local/EXTENSION@contract/n}.
 *
 * <p>The AGI server is where the variables {@code AGI_HOST} and {@code AGI_PORT} say, the script what {@code SCRIPT} says. How the call
 * went is told by the UserEvent {@code AgiEnd} when it has been hung up.
 */
public final class Dialplan {
    public static final String CONTEXT = "contract";

    /** Where the extensions are whose calls run {@code AGI()}. */
    public static final String AGI = "contract-agi";

    /** Where a call runs {@code AGI()} only when it has been hung up. */
    public static final String AGI_AFTERWARDS = "contract-afterwards";

    /** Subroutines for {@code GOSUB}. */
    public static final String SUBROUTINES = "contract-sub";

    /** A queue without members; scenarios add theirs. */
    static final String QUEUE = "contract";

    private static final String SERVER = "agi://${AGI_HOST}:${AGI_PORT}";
    private static final String END =
            "UserEvent(AgiEnd,Status: ${AGISTATUS},Jackfield: ${JACKFIELD_STATUS},Continued: ${CONTINUED},Own: ${OWN})";

    private static final Map<String, Map<String, List<String>>> CONTEXTS = new LinkedHashMap<>();

    static {
        calls();
        agi();
    }

    private static void calls() {
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
        extension("caller", "Wait(60)", "Hangup");
        extension("talk", "Playback(demo-congrats)", "Hangup");
        extension("press", "SendDTMF(${DIGITS},100)", "Wait(60)", "Hangup");
    }

    private static void agi() {
        agi("call", SERVER + "/${SCRIPT}");
        agi("answered", SERVER + "/${SCRIPT}");
        agi("arguments", SERVER + "/${SCRIPT},a b,,\"q,x\",(1,2),k: v,${ARGUMENT},");
        agi("forged", SERVER + "/${SCRIPT},${DB(contract/forged)}");
        agi("no-script", SERVER);
        agi("async", "agi:async,${SCRIPT},second");
        agi("answered-async", "agi:async,${SCRIPT},second");
        agi("ivr", SERVER + "/ivr/sales");
        add(AGI, "enhanced", "EAGI(" + SERVER + "/${SCRIPT})", "Set(CONTINUED=yes)", "Hangup");
        add(AGI, "elsewhere", "Set(OWN=1)", "Hangup", "Set(OWN=3)", "Hangup");
        add(AGI, "h", END);
        add(AGI_AFTERWARDS, "call", "Answer", "Hangup");
        add(AGI_AFTERWARDS, "h", "AGI(" + SERVER + "/${SCRIPT})", "Set(CONTINUED=yes)", END);
        add(SUBROUTINES, "join", "Return(${ARG1}+${ARG2})");
        add(SUBROUTINES, "silent", "Return");
        add(SUBROUTINES, "die", "Hangup");
    }

    private Dialplan() {}

    /** Shows each extension, with its context. */
    static void forEach(BiConsumer<String, Map<String, List<String>>> user) {
        CONTEXTS.forEach(user);
    }

    /** As extensions.conf has it. */
    static String configuration() {
        return CONTEXTS.entrySet().stream()
                .map(context -> context(context.getKey(), context.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /** As pjsip.conf has it: a telephone, known by its name alone, that calls extensions of {@link #AGI} and sends digits as INFO. */
    static String sipTelephone() {
        return """
                [telephone]
                type = endpoint
                context = %s
                disallow = all
                allow = ulaw
                dtmf_mode = info
                media_address = %s
                bind_rtp_to_media_address = yes
                """
                .formatted(AGI, LoopbackPorts.HOST);
    }

    private static String context(String name, Map<String, List<String>> extensions) {
        return extensions.entrySet().stream()
                .map(extension -> configuration(extension.getKey(), extension.getValue()))
                .collect(Collectors.joining("\n", "[" + name + "]\n", "\n"));
    }

    private static String configuration(String name, List<String> steps) {
        List<String> lines = new ArrayList<>();
        for (String step : steps) {
            String application = step.endsWith(")") ? step : step + "()";
            lines.add(lines.isEmpty() ? "exten = " + name + ",1," + application : " same = n," + application);
        }
        return String.join("\n", lines);
    }

    /** Those that answer take half a second, because Asterisk waits so long for the first sound. */
    private static void agi(String name, String arguments) {
        String first = name.startsWith("answered") ? "Answer" : "NoOp";
        add(AGI, name, first, "AGI(" + arguments + ")", "Set(CONTINUED=yes)", "Hangup");
    }

    private static void extension(String name, String... steps) {
        add(CONTEXT, name, steps);
    }

    private static void add(String context, String name, String... steps) {
        CONTEXTS.computeIfAbsent(context, c -> new LinkedHashMap<>()).put(name, List.of(steps));
    }

    private static String[] dial(String target, int seconds) {
        return new String[] {
            "Dial(" + target + "," + seconds + ",g)", "UserEvent(Dialed,Status: ${DIALSTATUS})", "Hangup"
        };
    }
}
