package io.jackfield.agi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One execution of the dialplan application {@code AGI()} on one call: Asterisk waits while this session is open and does what
 * it is told. Safe for use by many threads; no method blocks.
 *
 * <p>Futures complete always, on the transport's worker threads. Those are few and shared by all calls: what blocks for long
 * belongs on threads of its own. Only for a handler that {@link AgiHandler#neverBlocks} they may complete on the I/O thread that
 * reads the replies; to wait for one of them there is an {@link IllegalStateException}, since the wait would never end.
 * Completing or cancelling one of them changes nothing for the session or for others.
 *
 * <p>A session that is never closed leaves the channel in Asterisk for ever, even after the caller has gone: Asterisk waits for
 * commands without a time limit. Whoever holds a session must close it; for handlers the transport does, when their stage
 * completes.
 */
public interface AgiSession extends AutoCloseable {

    /** What Asterisk said about the call when the session began. */
    AgiRequest request();

    /** Where the PBX is, for logs: {@code host:port} of a FastAGI peer, the name of an AsyncAGI connection. */
    String peer();

    /**
     * Executes a command with its default deadline: {@link AgiCommand#longest()} and a margin of the transport, none where that
     * is unknown ({@code EXEC}, {@code GOSUB}, a prompt, a wait without end).
     *
     * <p>Commands are executed strictly one at a time, in the order of the calls: AGI has no way to tell two replies apart, and
     * a second line would cut a prompt. A command waits in a bounded queue for the ones before it; its deadline counts from when
     * it is written.
     *
     * @return the reply, whose code is 200; otherwise one of
     *     <ul>
     *       <li>{@link AgiCommandException}: Asterisk refused the command (510, 520, 503)
     *       <li>{@link AgiHangupException}: the call is hung up and the command needs one
     *       <li>{@link DeadChannelException}: the same, but Asterisk had not said so before (511)
     *       <li>{@link AgiTimeoutException}, {@link AgiConnectionException}: the session is lost
     *       <li>{@link AgiNoSessionException}: the session has ended on our side
     *       <li>{@link IllegalArgumentException}: the line is longer than Asterisk takes; it is not sent
     *       <li>{@link IllegalStateException}: too many commands wait already; it is not sent
     *     </ul>
     */
    CompletableFuture<AgiReply> execute(AgiCommand command);

    /**
     * {@link #execute(AgiCommand)} with a deadline of the caller's own. Once it has passed the session is closed, because the
     * late reply could be taken for another's: it is a guard against a PBX that is gone, not a way to cut a command short.
     *
     * @param timeout from writing to reply; must be positive
     */
    CompletableFuture<AgiReply> execute(AgiCommand command, Duration timeout);

    /**
     * Whether the call is known to be hung up. Asterisk does not always say so: not with {@code AGISIGHUP=no}, and not for a
     * session that began on a dead channel.
     */
    boolean isHungUp();

    /**
     * Completes when the call is hung up, at once if it is already. A session that ends in another way leaves it as it is.
     * A command that runs at that moment is cut by Asterisk and still has a reply; commands that work on a dead channel can be
     * executed until the session is closed.
     */
    CompletableFuture<Void> hangup();

    /** Completes when the session has ended, with how; never exceptionally. */
    CompletableFuture<AgiEnd> ended();

    /**
     * Ends the session; the dialplan goes on behind {@code AGI()}. It finds {@code AGISTATUS=SUCCESS}, unless a command failed
     * before in a way that Asterisk counts: a prompt that is missing is enough. Commands that have no reply yet end with {@link
     * AgiNoSessionException}. A prompt is cut; an {@code EXEC} goes on. May be called at any time and again.
     */
    @Override
    void close();

    /**
     * Ends the session like {@link #close()}, but so that the dialplan finds {@code AGISTATUS=FAILURE} where the transport can
     * say that (FastAGI always; AsyncAGI by a command that fails).
     */
    void fail();
}
