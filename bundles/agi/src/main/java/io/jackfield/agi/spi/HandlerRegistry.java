package io.jackfield.agi.spi;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers at hand, by script. Of several that match, the most literal pattern is taken, then the highest ranking, then the
 * oldest. Safe for use by many threads; a search does not block.
 */
public final class HandlerRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerRegistry.class);

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::pattern)
            .thenComparing(Entry::ranking, Comparator.reverseOrder())
            .thenComparing(Entry::age);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Entry>> removals = new CopyOnWriteArrayList<>();
    private volatile List<Entry> entries = List.of();

    /**
     * A handler for one pattern.
     *
     * @param servers whose calls it handles; empty for all
     * @param ranking the higher precedes
     * @param age the lower is older and precedes; another one for each registration of an origin
     * @param origin who registered it, for logs
     */
    public record Entry(
            AgiHandler handler, ScriptPattern pattern, Set<String> servers, int ranking, long age, String origin) {

        private boolean serves(String server) {
            return servers.isEmpty() || servers.contains(server);
        }

        /** Whether both stand for one registered handler, which may have several patterns, or be given others. */
        public boolean isOfRegistration(Entry other) {
            return handler == other.handler && age == other.age && origin.equals(other.origin);
        }

        /** Whether it leaves nothing to the other, which stands behind it. */
        private boolean shadows(Entry other) {
            return !isOfRegistration(other)
                    && pattern.sameAs(other.pattern)
                    && (servers.isEmpty() || !other.servers.isEmpty() && servers.containsAll(other.servers));
        }
    }

    /**
     * A handler that was found.
     *
     * @param entry as it was added
     * @param request the request, with the parameters that the pattern found in the path
     */
    public record Match(Entry entry, AgiRequest request) {

        public AgiHandler handler() {
            return entry.handler();
        }
    }

    /** Adds a handler; says so in the log if one of the two is now never called. */
    public void add(Entry entry) {
        synchronized (this) {
            for (Entry other : entries) {
                Entry first = ORDER.compare(entry, other) <= 0 ? entry : other;
                Entry second = first == entry ? other : entry;
                if (first.shadows(second)) {
                    LOG.warn(
                            "The handler for the script {} of {} is shadowed by that of {}: it gets no calls while that one is there",
                            second.pattern(),
                            second.origin(),
                            first.origin());
                }
            }
            entries = Stream.concat(entries.stream(), Stream.of(entry))
                    .sorted(ORDER)
                    .toList();
        }
        listeners.forEach(Runnable::run);
    }

    /** Takes a handler away; sessions that it handles already stay as they are. */
    public void remove(Entry entry) {
        synchronized (this) {
            entries = entries.stream().filter(e -> e != entry).toList();
        }
        listeners.forEach(Runnable::run);
        if (entries.stream().noneMatch(entry::isOfRegistration)) {
            removals.forEach(listener -> listener.accept(entry));
        }
    }

    /** The handler for a call that came in on this server. */
    public Optional<Match> find(String server, AgiRequest request) {
        for (Entry entry : entries) {
            if (entry.serves(server)) {
                Optional<Map<String, String>> found = entry.pattern().match(request.script());
                if (found.isPresent()) {
                    return Optional.of(new Match(entry, request.withPathParameters(found.get())));
                }
            }
        }
        return Optional.empty();
    }

    /** What is there, in the order in which it is asked. */
    public List<Entry> entries() {
        return entries;
    }

    /** The listener is called after each coming or going, by the thread that caused it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The listener is called when nothing of a registration is left, with what was there last, by the thread that took it away: it
     * may block until nobody needs the handler any more.
     */
    public void onRemoval(Consumer<Entry> listener) {
        removals.add(listener);
    }
}
