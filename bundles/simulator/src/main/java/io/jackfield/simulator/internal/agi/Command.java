package io.jackfield.simulator.internal.agi;

/**
 * One command.
 *
 * @param name its words, in upper case
 * @param least how many arguments it needs
 * @param most how many it takes; with more or less its usage is the answer
 * @param dead whether it may be used when the channel has been hung up
 */
record Command(String name, int least, int most, boolean dead, Handler handler) {

    static final int ANY = Integer.MAX_VALUE;

    /** What a command does. */
    @FunctionalInterface
    interface Handler {

        /** Answers now, or later. */
        void run(Invocation invocation);
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }
}
