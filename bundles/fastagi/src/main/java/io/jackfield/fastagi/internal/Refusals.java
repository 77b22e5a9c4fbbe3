package io.jackfield.fastagi.internal;

import io.jackfield.fastagi.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refused connections and tells the log: one line when a reason begins, one with the number when it has not occurred for a
 * while. A flood of refusals must not become a flood of lines.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String server;
    private final Map<Refusal, Episode> episodes = new EnumMap<>(Refusal.class);

    /** Refusals for one reason; the current stretch of them is over when {@code count} is zero. */
    private static final class Episode {
        private long total;
        private long count;
        private long last;
    }

    /** @param server for the log */
    Refusals(String server) {
        this.server = server;
    }

    /** @param detail what a person needs to know to change it: who, and which setting or script */
    synchronized void refused(Refusal reason, String detail) {
        Episode episode = episodes.computeIfAbsent(reason, any -> new Episode());
        episode.total++;
        episode.last = System.nanoTime();
        if (episode.count++ == 0) {
            LOG.warn("{} refuses calls, because {}: {}", server, reason, detail);
        } else {
            LOG.debug("{} refused a call, because {}: {}", server, reason, detail);
        }
    }

    /** To be called every now and then. */
    synchronized void endQuietEpisodes() {
        long now = System.nanoTime();
        episodes.forEach((reason, episode) -> {
            if (episode.count > 0 && now - episode.last > QUIET_NANOS) {
                end(reason, episode);
            }
        });
    }

    /** The server is closed. */
    synchronized void endAll() {
        episodes.forEach((reason, episode) -> {
            if (episode.count > 0) {
                end(reason, episode);
            }
        });
    }

    private void end(Refusal reason, Episode episode) {
        LOG.info("{} refused {} calls because {}; no more at present", server, episode.count, reason);
        episode.count = 0;
    }

    synchronized Map<Refusal, Long> totals() {
        Map<Refusal, Long> totals = new EnumMap<>(Refusal.class);
        episodes.forEach((reason, episode) -> totals.put(reason, episode.total));
        return totals;
    }
}
