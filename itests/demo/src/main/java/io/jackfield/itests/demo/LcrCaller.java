package io.jackfield.itests.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom somebody calls by the example of least-cost routing, and what is to come of it with its sample rates and three carriers: alpha is
 * congested, beta gets through, at gamma everybody is busy.
 */
enum LcrCaller implements Caller {
    /** Is cheapest by alpha, and gets through by beta. */
    BERLIN("4930123456", "ANSWER/beta"),
    /** Has no beta to go by. */
    LONDON("442071234567", "BUSY/gamma"),
    /** Nobody has a rate for it. */
    PARIS("33142345678", "NO_ROUTE/-");

    private final String number;
    private final String outcome;

    LcrCaller(String number, String outcome) {
        this.number = number;
        this.outcome = outcome;
    }

    @Override
    public String channel() {
        return "Local/caller@lcr/n";
    }

    @Override
    public String context() {
        return "outbound";
    }

    @Override
    public String dialled() {
        return number;
    }

    @Override
    public String outcome() {
        return outcome;
    }

    @Override
    public String agiStatus() {
        return "SUCCESS";
    }

    /** The callers, the way out, and the carriers. */
    static List<Extension> dialplan(String host, int agiPort) {
        List<Extension> dialplan = new ArrayList<>();
        dialplan.add(new Extension("lcr", "caller", "Answer", "Wait(60)", "Hangup"));
        for (LcrCaller caller : values()) {
            String number = caller.number;
            dialplan.add(new Extension(
                    caller.context(), number, "AGI(agi://%s:%d/lcr,%s)".formatted(host, agiPort, number), "Hangup"));
            dialplan.add(new Extension("carrier-alpha", number, "Congestion(1)"));
            dialplan.add(new Extension("carrier-beta", number, "Answer", "Wait(1)", "Hangup"));
            dialplan.add(new Extension("carrier-gamma", number, "Busy(1)"));
        }
        return dialplan;
    }
}
