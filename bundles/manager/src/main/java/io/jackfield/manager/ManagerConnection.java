package io.jackfield.manager;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A login at one PBX, kept up by itself: it connects, logs in, watches over the line and comes back after a loss. A PBX
 * that is away is a normal state, not an error. Safe for use by many threads; no method blocks.
 *
 * <p>Futures complete on the connection's own threads, never on an I/O thread, and always: with the answer, with
 * {@link ManagerTimeoutException}, or with {@link ConnectionLostException}, which says whether the action had been written.
 * An action with more than the transport can carry is not written; its future has an {@link IllegalArgumentException}. Nor
 * is an action that can change the PBX itself or run programs there, unless the connection's permit list names it; its future
 * has an {@link ActionNotPermittedException}.
 */
public interface ManagerConnection extends AutoCloseable {

    /**
     * Actions that would change the login which all its users share, and silence or end it for the others. They belong to the
     * connection: sending one is refused with an {@link IllegalArgumentException} in its future.
     */
    Set<String> RESERVED_ACTIONS = Set.of("Challenge", "Events", "Filter", "Login", "Logoff", "WaitEvent");

    /** Whether this action, in whatever case, is one of the {@link #RESERVED_ACTIONS}. */
    static boolean isReserved(String action) {
        return RESERVED_ACTIONS.stream().anyMatch(action::equalsIgnoreCase);
    }

    /** The name routes use for it. */
    String name();

    /** How the PBX is reached: {@code ami} or {@code ajam}. */
    String transport();

    /** Where the PBX is, as {@code host:port}. */
    String peer();

    /** Sends an action; the future has its response, which may be an error of the PBX. */
    CompletableFuture<ManagerResponse> send(ManagerAction action, Duration timeout);

    /** Sends an action that may be answered by a list of events, and gathers it. */
    CompletableFuture<EventList> collect(ManagerAction action, Duration timeout);

    /** {@link #send(ManagerAction, Duration)} with the connection's action timeout. */
    CompletableFuture<ManagerResponse> send(ManagerAction action);

    /** {@link #collect(ManagerAction, Duration)} with the connection's action timeout. */
    CompletableFuture<EventList> collect(ManagerAction action);

    /**
     * Places a call and waits until it is answered or failed. {@code Async} is added: no other action waits meanwhile. Never
     * tried again by the connection.
     *
     * @param originate an {@code Originate}
     * @param timeout for the whole of it, the ringing included
     * @return the outcome, which may be a failure of the call; an {@link ActionFailedException} if the PBX refused the action
     */
    CompletableFuture<OriginateResult> originate(ManagerAction originate, Duration timeout);

    /** {@link #originate(ManagerAction, Duration)}, waiting as long as the action's {@code Timeout} and a little more. */
    CompletableFuture<OriginateResult> originate(ManagerAction originate);

    /**
     * Begins to deliver events; the first item is an {@link EventGap} of kind {@code START}, when the login is up and its
     * event mask is set. The subscription outlives losses of the connection.
     */
    Subscription subscribe(SubscriptionOptions options, StreamListener listener);

    /**
     * Goes on with a subscription that was drained, or whose connection was closed: same queue, same accounting, and one
     * {@link EventGap} of kind {@code LOST} where the change happened.
     *
     * @throws IllegalArgumentException if the subscription is closed or still in the stream of a connection
     */
    void resume(Subscription subscription);

    ConnectionState state();

    ConnectionStats stats();

    /**
     * Logs off and ends for good. Pending actions fail; subscriptions deliver what is queued and can be resumed on another
     * connection.
     */
    @Override
    void close();
}
