package io.jackfield.itests.benchmarks.agi.calls;

/** What happens on a line that was dialled. Called by the thread of its loop, which it must not hold up. */
interface Caller {

    /** The line is there. */
    void connected(Line line);

    /** The server said something. */
    void heard(Line line, String text);

    /** The server closed the line, or it broke or never came to be. Not called if this side closes it. */
    void closed(Line line);
}
