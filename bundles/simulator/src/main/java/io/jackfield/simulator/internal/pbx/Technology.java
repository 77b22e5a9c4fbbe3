package io.jackfield.simulator.internal.pbx;

/** The far side of a channel: what happens there when the PBX signals to it. */
public interface Technology {

    /** The word before the slash of the channel's name. */
    String type();

    /** The media format its lists show. */
    String format();

    /** The PBX takes the call of this channel. */
    void answer();

    /** The PBX lets this channel hear that it rings elsewhere. */
    void ringing();

    /** The PBX lets this channel hear that the other end is busy; the far side usually hangs up then. */
    void busy();

    /** The PBX lets this channel hear that the call cannot be completed; the far side usually hangs up then. */
    void congestion();

    /** The PBX sends a digit to the far side. */
    default void digit(char digit) {}

    /** How the far side's own protocol words a cause, "" where it does not. */
    default String techCause(Cause cause) {
        return "";
    }

    /** The cause of a hangup for which none was given. */
    default Cause defaultCause() {
        return Cause.UNKNOWN;
    }

    /** The channel is about to be hung up. */
    default void ending(Cause cause) {}

    /** The channel has been hung up. */
    default void gone(Cause cause) {}
}
