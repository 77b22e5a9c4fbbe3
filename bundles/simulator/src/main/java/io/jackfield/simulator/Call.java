package io.jackfield.simulator;

/**
 * A call that a test plays by hand: the telephones involved do nothing but what is said here, except that a busy one is busy. Each method returns when
 * the PBX has gone through all that follows at once; the events are on their way then. May be used from any thread but
 * the PBX's own. A step that does not fit the state of the call throws {@link IllegalStateException}.
 */
public interface Call {

    /** The telephone that rings is answered, and the two are put through. */
    Call answer();

    /** The telephone that rings refuses the call: busy. */
    Call busy();

    /** The caller hangs up, or gives up if nobody answered yet. */
    Call hangup();

    /** Whoever answered hangs up. */
    Call hangupByCallee();

    /**
     * Sets a variable of the caller's channel.
     *
     * @throws IllegalArgumentException if name or value contain a line end
     */
    Call variable(String name, String value);

    /** Name of the caller's channel. */
    String channel();

    /** Identifies the call in events; also the Uniqueid of the caller's channel. */
    String linkedid();

    /** Whether the caller's channel is still there. */
    boolean isActive();
}
