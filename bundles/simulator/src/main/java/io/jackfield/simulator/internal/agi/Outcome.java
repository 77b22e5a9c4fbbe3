package io.jackfield.simulator.internal.agi;

/** How a command ended, with the number and the words that the event about it has. */
enum Outcome {
    SUCCESS(200, "Success"),
    /** The session counts as failed from now on, if the channel is alive. */
    FAILURE(-1, "Failure"),
    USAGE(520, "Usage"),
    /** AsyncAGI is to end. */
    BREAK(200, "Success"),
    DEAD(511, "Command Not Permitted on a dead channel or intercept routine"),
    UNKNOWN(510, "Invalid or unknown command");

    private final int code;
    private final String text;

    Outcome(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
