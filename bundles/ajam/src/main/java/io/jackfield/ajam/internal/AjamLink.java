package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.spi.Link;
import io.jackfield.manager.spi.LinkListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login over HTTP. Each action is a request of its own; events are fetched from the first Events action on, so that a login
 * that only acts makes the PBX record nothing. Everything happens in turns, one after the other.
 *
 * <p>Answers and events come by different ways. An answer that has its place among the events gets it thus: while it is under way,
 * events that arrive wait behind it, as they may be newer; and when it changed which events are sent, all that were recorded until
 * then are fetched before it is handed out, so that from it on there is no hole.
 *
 * <p>An action whose answer is lost fails alone if the PBX still knows the login. An answer to WaitEvent that is lost ends the link:
 * its events are gone, and the login that follows begins with a gap.
 */
final class AjamLink implements Link, Poller.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(AjamLink.class);
    private static final ManagerAction PING = ManagerAction.of("Ping");
    private static final Duration CHECK = Duration.ofSeconds(5);
    /** The caller's own limit comes first. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final int MOST_WAITING = 1000;

    private final LinkListener listener;
    private final HttpSession http;
    private final Serial turns;
    private final SessionMark mark;
    private final Poller poller;
    private final Farewell farewell;
    private final ActionQueue actions;
    /** They tell whether the PBX is there, so that they do not wait behind others. */
    private final ActionQueue pings;

    private final ActionQueue inPlace;
    private final Consumer<AjamLink> whenEnded;
    private final AtomicInteger handedOver = new AtomicInteger();
    private volatile boolean open = true;
    private volatile Optional<Duration> lifetime = Optional.empty();
    private final Duration firstAnswer;
    private final boolean loggedInByItself;
    private boolean checking;
    private HttpProblem ending;

    AjamLink(
            AjamSettings settings,
            LinkListener listener,
            Function<Serial, HttpSession> sessions,
            HttpThreads threads,
            Consumer<AjamLink> whenEnded) {
        this.listener = listener;
        this.turns = new Serial(threads.executor(), this::defect);
        this.http = sessions.apply(turns);
        this.mark = new SessionMark(http);
        this.poller = new Poller(settings, http, mark, turns, threads.timer(), this);
        this.farewell = new Farewell(http);
        this.actions = new ActionQueue(settings.maxRequests(), this::sendAction, this::unsent);
        this.pings = new ActionQueue(1, this::sendPing, this::unsent);
        this.inPlace = new ActionQueue(1, this::sendInPlace, this::unsent);
        this.whenEnded = whenEnded;
        this.firstAnswer = settings.connectTimeout().plus(CHECK);
        this.loggedInByItself = http.isLoggedIn();
    }

    /** Looks whether the PBX is there. A Ping is refused before the login, but it is answered and begins the session. */
    void start() {
        turns.execute(() -> http.post(ActionForm.encode(PING, "jf-hello"), firstAnswer, (messages, problem) -> {
            if (problem != null) {
                fail(problem);
            } else if (!text(messages).regionMatches(true, 0, "Response:", 0, 9)) {
                fail(HttpProblem.failed(true, "what answers is not Asterisk's manager"));
            } else {
                mark.check(this::opened, this::fail);
            }
        }));
    }

    private void opened() {
        if (ending == null) {
            lifetime = http.lifetime();
            farewell.isLoggedIn(loggedInByItself);
            listener.opened(this, "AJAM of " + http.server());
        }
    }

    @Override
    public boolean isLoggedIn() {
        return loggedInByItself;
    }

    @Override
    public Optional<Duration> lifetime() {
        return lifetime;
    }

    @Override
    public boolean send(ManagerAction action, String actionId, Duration patience) {
        ActionQueue.Entry entry = ActionQueue.Entry.of(action, actionId, patience.plus(MARGIN));
        if (entry.isNamed("Logoff")) {
            return handOver(entry, this::logOff);
        }
        return handOver(entry, entry.isNamed("Ping") ? pings::add : actions::add);
    }

    @Override
    public boolean sendInPlace(ManagerAction action, String actionId, Duration patience) {
        return handOver(ActionQueue.Entry.of(action, actionId, patience.plus(MARGIN)), inPlace::add);
    }

    private boolean handOver(ActionQueue.Entry entry, Consumer<ActionQueue.Entry> way) {
        if (!open || handedOver.incrementAndGet() > MOST_WAITING && !entry.isNamed("Ping")) {
            handedOver.decrementAndGet();
            return false;
        }
        turns.execute(() -> {
            if (ending == null) {
                way.accept(entry);
            } else {
                unsent(entry);
            }
        });
        return true;
    }

    private void sendAction(ActionQueue.Entry entry) {
        post(
                entry,
                messages -> {
                    answer(messages);
                    actions.done();
                },
                actions::done);
    }

    private void sendPing(ActionQueue.Entry entry) {
        post(
                entry,
                messages -> {
                    answer(messages);
                    poller.checkSession();
                    pings.done();
                },
                pings::done);
    }

    private void logOff(ActionQueue.Entry entry) {
        post(entry, this::answer, () -> {});
    }

    private void sendInPlace(ActionQueue.Entry entry) {
        if (entry.isNamed("Events") || entry.isNamed("Filter")) {
            post(entry, messages -> changed(entry, messages), inPlace::done);
            return;
        }
        poller.hold();
        post(
                entry,
                messages -> {
                    answer(messages);
                    poller.release();
                    inPlace.done();
                },
                () -> {
                    poller.release();
                    inPlace.done();
                });
    }

    /** Which events are sent has changed, unless the PBX says otherwise. One that says nothing may well have obeyed. */
    private void changed(ActionQueue.Entry entry, byte[] messages) {
        boolean refused = messages.length > 0 && !isSuccess(messages);
        if (refused || entry.isNamed("Filter") && !poller.isOn()) {
            answer(messages);
            inPlace.done();
        } else {
            poller.catchUp(() -> {
                answer(messages);
                inPlace.done();
            });
        }
    }

    private void post(ActionQueue.Entry entry, Consumer<byte[]> answered, Runnable unanswered) {
        boolean login = entry.isNamed("Login");
        boolean logoff = entry.isNamed("Logoff");
        Duration patience = logoff ? Farewell.LINGER : entry.patience();
        HttpSession.Exchange exchange = http.post(entry.form(), patience, (messages, problem) -> {
            handedOver.decrementAndGet();
            if (problem == null) {
                answered.accept(messages);
            } else {
                listener.unanswered(entry.id(), problem.written(), problem.reason());
                unanswered.run();
            }
            if (login || logoff) {
                farewell.isLoggedIn(problem != null || login && isSuccess(messages));
            }
            if (problem != null) {
                doubt(problem);
            }
        });
        if (login || logoff) {
            farewell.dependsOn(exchange);
        }
    }

    private void answer(byte[] messages) {
        listener.answered(messages, 0, messages.length);
    }

    private static boolean isSuccess(byte[] messages) {
        return text(messages).regionMatches(true, 0, "Response: Success", 0, 17);
    }

    /** The beginning of an answer. */
    private static String text(byte[] messages) {
        return new String(messages, 0, Math.min(messages.length, 20), ISO_8859_1);
    }

    /** One request failed: does the PBX still know the login? */
    private void doubt(HttpProblem problem) {
        if (ending != null || checking) {
            return;
        }
        if (problem.kind() != HttpProblem.Kind.FAILED) {
            fail(problem);
            return;
        }
        checking = true;
        http.post(ActionForm.encode(PING, "jf-check"), CHECK, (messages, again) -> {
            checking = false;
            if (again != null) {
                fail(again);
            } else {
                poller.checkSession();
            }
        });
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        listener.received(bytes, offset, length);
    }

    @Override
    public void lost(HttpProblem problem) {
        fail(problem);
    }

    @Override
    public void close() {
        turns.execute(() -> fail(HttpProblem.failed(true, "closed")));
    }

    private void defect(Throwable defect) {
        LOG.error("A defect of Jackfield; the login over HTTP is ended", defect);
        fail(HttpProblem.failed(true, "a defect of Jackfield: " + defect));
    }

    private void fail(HttpProblem why) {
        if (ending != null) {
            return;
        }
        ending = why;
        open = false;
        poller.stop();
        actions.drainTo(this::unsent);
        pings.drainTo(this::unsent);
        inPlace.drainTo(this::unsent);
        if (why.kind() != HttpProblem.Kind.FAILED) {
            farewell.isLoggedIn(false);
        }
        farewell.say(this::end);
    }

    private void unsent(ActionQueue.Entry entry) {
        handedOver.decrementAndGet();
        listener.unanswered(entry.id(), false, ending == null ? "too many others were before it" : ending.reason());
    }

    private void end() {
        http.cancelAll();
        whenEnded.accept(this);
        if (ending.kind() == HttpProblem.Kind.REFUSED) {
            listener.refused(ending.reason());
        } else {
            listener.closed(ending.reason());
        }
    }
}
