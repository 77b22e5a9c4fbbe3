package io.jackfield.itests.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What somebody who calls the example IVR does, and what is to come of it. */
enum IvrCaller implements Caller {
    /** Has a PIN with a destination, and talks there for a moment. */
    CUSTOMER("DIALLED", "SUCCESS", "SendDTMF(1234#)", "Wait(60)"),
    /** Has a PIN without one, and hears the announcement. */
    GUEST("ANNOUNCED", "SUCCESS", "SendDTMF(9999#)", "Wait(60)"),
    /** Hangs up amid the digits. */
    IMPATIENT("NO_PIN", "HANGUP", "SendDTMF(12)");

    /** From the answer to the first digit: until then the IVR asks, also on a slow machine. */
    private static final String LISTENING = "Wait(4)";

    private static final String CONTEXT = "ivr";
    private static final String IVR = "ivr";

    private final String outcome;
    private final String agiStatus;
    private final List<String> steps;

    IvrCaller(String outcome, String agiStatus, String... steps) {
        this.outcome = outcome;
        this.agiStatus = agiStatus;
        this.steps = List.of(steps);
    }

    @Override
    public String outcome() {
        return outcome;
    }

    @Override
    public String agiStatus() {
        return agiStatus;
    }

    @Override
    public String channel() {
        return "Local/" + extension() + "@" + CONTEXT + "/n";
    }

    @Override
    public String context() {
        return CONTEXT;
    }

    @Override
    public String dialled() {
        return IVR;
    }

    private String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The callers and the IVR. */
    static List<Extension> dialplan(String host, int agiPort) {
        List<Extension> dialplan = new ArrayList<>();
        dialplan.add(new Extension(CONTEXT, IVR, "AGI(agi://%s:%d/ivr)".formatted(host, agiPort), "Hangup"));
        for (IvrCaller caller : values()) {
            List<String> steps = new ArrayList<>(List.of("Answer", LISTENING));
            steps.addAll(caller.steps);
            steps.add("Hangup");
            dialplan.add(new Extension(CONTEXT, caller.extension(), steps));
        }
        return dialplan;
    }
}
