package io.jackfield.simulator.internal.agi;

/** Where the lines of a session go. */
interface AgiWire {

    /** One char stands for one byte. */
    void write(String text);

    /** Whether all that was written is on its way, so that the session may go on. */
    boolean isReady();

    /** Closes after all that was written. */
    void close();

    /** Closes at once. */
    void cut();
}
