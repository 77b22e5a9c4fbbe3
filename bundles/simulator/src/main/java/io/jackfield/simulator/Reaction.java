package io.jackfield.simulator;

import java.time.Duration;

/**
 * How the PBX is to fail, from now on or for a while: chosen by the last call of a chain such as {@code
 * pbx.answer("QueueAdd").skip(2).times(1).never()}. Times are real ones, also when the PBX's own time stands still.
 */
public interface Reaction {

    /** The first so many are left as usual; 0 by default. */
    Reaction skip(int count);

    /** After so many it is as usual again; by default only when {@link #asUsual} is said. */
    Reaction times(int count);

    /** It comes so much later. Until then nothing else comes on this connection, as with a slow action of the real one. */
    void late(Duration delay);

    /** Nothing is done and nothing said; the connection stays and takes what comes next, but over HTTP nothing comes next. */
    void never();

    /** Nothing is done and nothing said; the connection is closed without a word. */
    void byHangingUp();

    /** All is done, but of what is said only the first bytes are sent; then the connection is closed. Over HTTP: of the body. */
    void byBreakingOff(int bytes);

    /** No failure any more. */
    void asUsual();
}
