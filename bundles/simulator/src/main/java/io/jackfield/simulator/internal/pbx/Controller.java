package io.jackfield.simulator.internal.pbx;

/** Who is in charge of a channel, and so decides what becomes of it when somebody else wants it to end or to go elsewhere. */
public interface Controller {

    /** The channel is to end. */
    void hangUp(Cause cause);

    /**
     * The channel is wanted elsewhere: it leaves what it is in, without being hung up, and is for whoever asked.
     *
     * @return false if that cannot be now, because nobody is on it yet; then nothing has changed
     */
    boolean release();
}
