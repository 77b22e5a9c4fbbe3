package io.jackfield.simulator;

/** How a call ended up, in the words of a call detail record. */
public enum Disposition {
    ANSWERED("ANSWERED"),
    NO_ANSWER("NO ANSWER"),
    BUSY("BUSY"),
    FAILED("FAILED");

    private final String label;

    Disposition(String label) {
        this.label = label;
    }

    /** As the header Disposition of a Cdr event writes it. */
    public String label() {
        return label;
    }
}
