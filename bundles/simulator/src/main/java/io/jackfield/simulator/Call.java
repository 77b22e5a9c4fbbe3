package io.jackfield.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
     * The caller presses digits now, 200 ms from one to the next. A digit is lost if nothing reads digits when it
     * comes: wait with {@link #awaitPrompt}, or leave it to {@link #onPrompt}.
     */
    Call dtmf(String digits);

    /** The caller begins to do these things, one after the other. */
    Call act(CallerStep... steps);

    /**
     * The caller does these things each time the PBX begins to play this prompt, half a second after its beginning;
     * also if it is the last one that has begun already.
     *
     * @param prompt as the PBX names it, without extension; what AGI says by itself is {@code SAY DIGITS 42} and so on
     */
    Call onPrompt(String prompt, CallerStep... steps);

    /**
     * Waits until the PBX begins to play this prompt to the caller. Prompts up to the one waited for last do not count.
     *
     * @param timeout in the time of this process, whatever the time of the PBX does
     * @throws IllegalStateException if that does not happen; it names what the caller heard instead
     */
    Call awaitPrompt(String prompt, Duration timeout);

    /**
     * Waits until the caller's channel is gone.
     *
     * @param timeout in the time of this process
     * @throws IllegalStateException if it is not gone then
     */
    Call awaitEnd(Duration timeout);

    /** All prompts that the caller heard, the oldest first. */
    List<String> prompts();

    /**
     * A variable of the caller's channel, or a dialplan function such as {@code CALLERID(num)}, after the end of the
     * call, too. {@code AGISTATUS} says how the last AGI session ended.
     */
    Optional<String> variable(String name);

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
