package io.jackfield.agi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Call logic for a script. An OSGi service: whichever transport finds it calls it for the scripts that its property {@link
 * #SCRIPT} matches. Of several that match, the one with the most literal pattern is called, then the one with the highest
 * {@code service.ranking}, then the oldest.
 */
@FunctionalInterface
public interface AgiHandler {

    /**
     * Service property, required: the scripts it handles, one pattern or several ({@code String}, {@code String[]} or a
     * collection). A pattern is a path whose segments are literal or a {@code {parameter}}; {@code *} as the last one stands for
     * any rest: {@code lcr}, {@code ivr/{queue}}, {@code ivr/*}, {@code *}.
     */
    String SCRIPT = "agi.script";

    /** Service property, optional: the names of the servers or connections it handles calls of; default all. */
    String SERVER = "agi.server";

    /**
     * Service property, optional: the transports it handles calls of, {@code fastagi}, {@code asyncagi} or both; default {@code
     * fastagi}. A call in {@code AGI(agi:async)} may belong to another controller, so to take it has to be asked for.
     */
    String TRANSPORT = "agi.transport";

    /**
     * Handles one call. Called on a worker thread of the transport, unless {@link #neverBlocks}; it should return soon and let the
     * stage complete later. A handler that blocks for long belongs on threads of its own, see {@link #blocking}.
     *
     * @param session open until the returned stage completes, then closed by the transport
     * @return completes when the call is handled; if it completes with an exception, as if one is thrown or null returned, the
     *     session ends as by {@link AgiSession#fail()}
     */
    CompletionStage<?> handle(AgiSession session);

    /**
     * Whether this handler never waits for anything: neither in {@link #handle} nor in what it lets follow a session's futures. A
     * transport may then run all that on the I/O thread which reads the replies, and spares handing each of them over to a worker
     * and each command back; but whatever holds that thread up holds up all other calls that it serves.
     *
     * @return false, so that a transport's worker threads run it; asked for each call
     */
    default boolean neverBlocks() {
        return false;
    }

    /** The handler, which {@link #neverBlocks}: for lambdas. */
    static AgiHandler nonBlocking(AgiHandler handler) {
        return new NonBlockingHandler(handler);
    }

    /**
     * A handler whose script may block, run by the executor: one of its threads per call. A caller who hangs up ends the script
     * with an exception; that is a normal ending, other exceptions end the session as failed.
     *
     * @param executor must have threads of its own, and neither run the script on the thread that gives it nor let that one wait;
     *     what it rejects ends the session as failed
     */
    static AgiHandler blocking(Executor executor, Script script) {
        return nonBlocking(session -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            executor.execute(() -> {
                try {
                    script.run(new AgiCall(session));
                    done.complete(null);
                } catch (AgiHangupException | DeadChannelException hangup) {
                    // The session says itself that it was a hangup.
                    done.complete(null);
                } catch (Throwable problem) {
                    done.completeExceptionally(problem);
                }
            });
            return done;
        });
    }

    /** Call logic in plain, blocking steps. */
    @FunctionalInterface
    interface Script {

        /** Handles one call; the session is closed when it returns or throws. */
        void run(AgiCall call) throws Exception;
    }
}
