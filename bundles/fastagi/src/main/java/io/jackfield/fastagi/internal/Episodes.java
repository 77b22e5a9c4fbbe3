package io.jackfield.fastagi.internal;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of what may befall thousands of calls at once: one line when it begins, one with the number when it has not occurred
 * for a while.
 */
final class Episodes {

    private static final Logger LOG = LoggerFactory.getLogger(Episodes.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String server;
    private final Map<String, Episode> current = new HashMap<>();

    private static final class Episode {
        private long count;
        private long last;
    }

    /** @param server for the log */
    Episodes(String server) {
        this.server = server;
    }

    /**
     * It occurs.
     *
     * @param what the server does, as one of few sentences: {@code loses sessions}
     * @param detail what a person needs to know to change it: of whom, and which setting or script
     */
    synchronized void occurs(String what, String detail) {
        Episode episode = current.computeIfAbsent(what, any -> new Episode());
        episode.last = System.nanoTime();
        if (episode.count++ == 0) {
            LOG.warn("{} {}: {}", server, what, detail);
        } else {
            LOG.debug("{} {}: {}", server, what, detail);
        }
    }

    /** To be called every now and then. */
    void endQuiet() {
        end(QUIET_NANOS);
    }

    /** The server is closed. */
    void endAll() {
        end(Long.MIN_VALUE);
    }

    private synchronized void end(long quietNanos) {
        long now = System.nanoTime();
        for (Iterator<Map.Entry<String, Episode>> all = current.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Episode> one = all.next();
            if (now - one.getValue().last > quietNanos) {
                LOG.info("{} {}: {} in all, and no more at present", server, one.getKey(), one.getValue().count);
                all.remove();
            }
        }
    }
}
