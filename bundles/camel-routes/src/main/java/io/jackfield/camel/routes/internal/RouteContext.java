package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Offers;
import io.jackfield.camel.routes.internal.context.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the contexts of one name, one after the other: what they are made from, the one that runs, and what
 * stands in the way of the next. All methods are called on the supervisor's thread.
 *
 * <p>A new context is made ready beside the running one, and only then takes its place. So a mistake in a file or a
 * configuration leaves the version before running; that goes when it can run no longer, or when its routes are removed.
 */
final class RouteContext {
    private static final Logger LOG = LoggerFactory.getLogger(RouteContext.class);

    /** Changes come in bursts: a bundle registers its services one by one. */
    static final Duration SETTLE = Duration.ofMillis(300);

    /** While a system starts, most things that are missing come by themselves. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final String name;
    private final ContextFactory factory;
    private final Timer timer;
    private final Map<Object, RouteSource> sources = new LinkedHashMap<>();
    private HotContext running;
    private Set<Object> runningKeys = Set.of();
    private Settings settings;
    private Setback setback;
    private Duration retry = FIRST_RETRY;
    private boolean rebuildAhead;
    private String said;

    RouteContext(String name, ContextFactory factory, Timer timer) {
        this.name = name;
        this.factory = factory;
        this.timer = timer;
    }

    void put(RouteSource source) {
        if (source.equals(sources.put(source.key(), source))) {
            return;
        }
        if (!chosen().contains(source)) {
            LOG.error(
                    "{} is not used: a context named \"{}\" is already made from {}. Rename one of them.",
                    source,
                    name,
                    inWords());
            return;
        }
        changed();
    }

    void remove(Object key) {
        if (sources.remove(key) != null) {
            changed();
        }
    }

    boolean isOver() {
        return sources.isEmpty() && running == null;
    }

    /** The configuration may have changed. */
    void reconfigured() {
        if (!factory.settings(name).equals(settings)) {
            changed();
        }
    }

    /**
     * Something came that may have been missing; or a bundle started, which may have been updated to put right what is
     * wrong.
     */
    void appeared(Offers offers, boolean bundleToo) {
        if (setback != null && (setback.waits() ? setback.needs().stream().anyMatch(offers::has) : bundleToo)) {
            rebuildSoon();
        }
    }

    /**
     * Something has gone, and who took it away has ended the contexts that used it, or has lost patience with one that
     * did not come to an end of its start. Another is made as soon as possible.
     */
    void departed() {
        if (running != null && running.usage().isBroken()) {
            stop("something that they use has gone");
            rebuildSoon();
        }
    }

    private void stop(String why) {
        if (running != null) {
            HotContext last = running;
            running = null;
            runningKeys = Set.of();
            factory.end(last, why);
        }
    }

    private void changed() {
        said = null;
        retry = FIRST_RETRY;
        rebuildSoon();
    }

    private void rebuildSoon() {
        if (!rebuildAhead) {
            rebuildAhead = true;
            timer.later(SETTLE, this::rebuild);
        }
    }

    private void rebuild() {
        rebuildAhead = false;
        setback = null;
        List<RouteSource> chosen = chosen();
        Set<Object> keys = chosen.stream().map(RouteSource::key).collect(Collectors.toSet());
        if (!keys.containsAll(runningKeys)) {
            stop("its routes were removed");
        }
        if (chosen.isEmpty()) {
            return;
        }
        settings = factory.settings(name);
        int moves = factory.moves();
        try {
            HotContext next = factory.build(chosen, settings);
            stop("a new version takes its place");
            start(next);
            runningKeys = keys;
        } catch (SetbackException e) {
            LOG.debug("Routes \"{}\" of {} do not run", name, inWords(), e);
            setback = e.setback();
            if (setback.passing()) {
                rebuildSoon();
            } else if (setback.waits()) {
                timer.later(GRACE, this::sayWaiting);
            } else {
                timer.later(SETTLE, () -> judge(e.setback(), moves));
            }
        }
    }

    /** Where bundles have moved while the context was built, or just afterwards, the failure may be due to that. */
    private void judge(Setback failure, int movesBefore) {
        if (failure != setback) {
            return;
        }
        if (factory.moves() == movesBefore) {
            sayBroken();
        } else {
            rebuildSoon();
        }
    }

    private void start(HotContext next) throws SetbackException {
        try {
            factory.start(next);
        } catch (SetbackException e) {
            if (!e.setback().passing()) {
                retryLater();
            }
            throw e;
        }
        running = next;
        said = null;
        retry = FIRST_RETRY;
        LOG.info("Routes \"{}\" of {} run: {}", name, inWords(), next.runningRoutes());
    }

    /**
     * What fails at the start only, such as a port in use, may well work later without anybody changing anything here.
     */
    private void retryLater() {
        timer.later(retry, () -> {
            if (setback != null) {
                rebuildSoon();
            }
        });
        retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
    }

    private void sayWaiting() {
        if (setback != null && setback.waits()) {
            String line = "Routes \"" + name + "\" of " + inWords() + " wait for " + setback.needsInWords() + "."
                    + meanwhile();
            if (isNew(line)) {
                LOG.warn(line);
            }
        }
    }

    private void sayBroken() {
        String line =
                "Routes \"" + name + "\" of " + inWords() + " cannot run: " + setback.reason() + "." + meanwhile();
        if (isNew(line)) {
            LOG.error(line);
        }
    }

    private boolean isNew(String line) {
        boolean isNew = !line.equals(said);
        said = line;
        return isNew;
    }

    private String meanwhile() {
        return running == null ? "" : " The version before goes on running.";
    }

    /** The oldest source decides: a file has the context for itself, services share it. */
    private List<RouteSource> chosen() {
        List<RouteSource> all = new ArrayList<>(sources.values());
        if (all.isEmpty() || all.get(0).exclusive()) {
            return all.stream().limit(1).toList();
        }
        return all.stream().filter(source -> !source.exclusive()).toList();
    }

    private String inWords() {
        return chosen().stream().map(RouteSource::toString).collect(Collectors.joining(" and "));
    }
}
