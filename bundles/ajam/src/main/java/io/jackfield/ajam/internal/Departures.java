package io.jackfield.ajam.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets signed requests go one after the other: the next departs when the one before has arrived. A request that another overtook
 * has a counter that is too low, so that the PBX hands out a new nonce; of the former nonces it knows only the last ({@code
 * find_session_by_nonce}), and would give a session of its own to a request that is late by two. Used in turns of the link's
 * {@link Serial}.
 */
final class Departures {

    /** A request that was sent this long ago has reached the PBX: what is sent now comes behind it. */
    static final Duration ARRIVAL = Duration.ofMillis(250);

    private final Serial turns;
    private final ScheduledExecutorService timer;
    private final Queue<HttpSession.Exchange> waiting = new ArrayDeque<>();
    private HttpSession.Exchange departed;

    Departures(Serial turns, ScheduledExecutorService timer) {
        this.turns = turns;
        this.timer = timer;
    }

    void add(HttpSession.Exchange exchange) {
        waiting.add(exchange);
        next();
    }

    /** This one is at the PBX, or given up. */
    void arrived(HttpSession.Exchange exchange) {
        if (departed == exchange) {
            departed = null;
            next();
        }
    }

    private void next() {
        while (departed == null && !waiting.isEmpty()) {
            HttpSession.Exchange exchange = waiting.remove();
            if (!exchange.isOver()) {
                departed = exchange;
                exchange.send();
                watch(exchange);
            }
        }
    }

    private void watch(HttpSession.Exchange exchange) {
        try {
            timer.schedule(() -> turns.execute(() -> arrived(exchange)), ARRIVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            arrived(exchange);
        }
    }
}
