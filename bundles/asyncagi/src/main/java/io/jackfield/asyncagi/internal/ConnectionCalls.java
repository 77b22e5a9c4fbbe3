package io.jackfield.asyncagi.internal;

import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.HandlerRegistry.Match;
import io.jackfield.agi.spi.LiveSession;
import io.jackfield.agi.spi.SessionLimits;
import io.jackfield.manager.ChannelSnapshot;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of all connections of one name: which of them are ours, and what becomes of them when the connection is lost, found
 * again or replaced by another of its name. Used on the control thread.
 */
public final class ConnectionCalls implements AsyncCall.Owner {

    private static final Logger LOG = LoggerFactory.getLogger("io.jackfield.asyncagi.connection");
    /** A line of 1024 bytes with its end, less {@code Command: } ({@code get_input}). */
    private static final SessionLimits LIMITS = new SessionLimits(1013, 64, Duration.ofSeconds(30));

    private final String name;
    private final HandlerRegistry handlers;
    private final Executor control;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final List<ManagerConnection> offered = new ArrayList<>();
    private final Map<String, AsyncCall> calls = new HashMap<>();
    private Set<HandlerRegistry.Entry> known = Set.of();
    private CallStream stream;
    private boolean stopping;

    /**
     * @param control the thread that this is used on
     * @param timer for deadlines, on the same thread
     * @param workers call handlers and complete futures
     */
    public ConnectionCalls(
            String name, HandlerRegistry handlers, Executor control, ScheduledExecutorService timer, Executor workers) {
        this.name = name;
        this.handlers = handlers;
        this.control = control;
        this.timer = timer;
        this.workers = workers;
    }

    /** A connection is there. Of several, the one that came first is used. */
    public void bind(ManagerConnection connection) {
        offered.add(connection);
        adjust();
    }

    /** A connection goes away; its calls are looked for on the next of this name. */
    public void unbind(ManagerConnection connection) {
        offered.remove(connection);
        if (stream != null && stream.connection() == connection) {
            closeStream();
            interrupted("the connection " + name + " is closed or changed");
        }
        adjust();
    }

    /** Handlers have come or gone: subscribes while there are any, and looks for calls that wait for a new one. */
    public void adjust() {
        Set<HandlerRegistry.Entry> before = known;
        known = new HashSet<>(handlers.entries().stream().filter(this::isOurs).toList());
        boolean wanted = !stopping && !known.isEmpty() && !offered.isEmpty();
        if (wanted && stream == null) {
            LOG.info("{}: calls in AGI(agi:async) are given to handlers", name);
            stream = new CallStream(offered.get(0), this, control, timer);
            stream.open();
        } else if (wanted && !before.containsAll(known)) {
            stream.look();
        } else if (!wanted && stream != null && calls.isEmpty()) {
            closeStream();
        }
    }

    private boolean isOurs(HandlerRegistry.Entry entry) {
        return entry.servers().isEmpty() || entry.servers().contains(name);
    }

    private void closeStream() {
        LOG.info("{}: calls in AGI(agi:async) are left to others", name);
        stream.close();
        stream = null;
    }

    /** Takes no further calls. */
    public void refuseFurther() {
        stopping = true;
        adjust();
    }

    /** The sessions at present. */
    public Stream<LiveSession> sessions() {
        return calls.values().stream().flatMap(call -> call.session().stream());
    }

    /** The calls at present. */
    public Stream<AsyncCall> calls() {
        return calls.values().stream();
    }

    /** Ends for good; calls that have not ended are left as they are. */
    public void close() {
        offered.clear();
        if (stream != null) {
            closeStream();
        }
        interrupted("AsyncAGI is stopped");
        calls.clear();
    }

    /** An event about one channel. */
    void event(ManagerEvent event) {
        String uniqueId = event.get("Uniqueid");
        AsyncCall call = calls.get(uniqueId);
        if (event.name().equals("AsyncAGIStart")) {
            started(uniqueId, call, event.get("Env"));
        } else if (call != null) {
            switch (event.name()) {
                case "AsyncAGIExec" -> call.executed(event.get("CommandID"), event.get("Result"));
                case "AsyncAGIEnd" -> call.ended(Place.of(event));
                case "Hangup" -> call.hungUp(Place.of(event));
                default -> call.hangupRequested(Place.of(event));
            }
        }
    }

    private void started(String uniqueId, AsyncCall known, String environment) {
        if (known != null) {
            known.superseded();
        }
        if (stream == null) {
            return;
        }
        Pieces pieces = new Pieces();
        boolean cut = pieces.add(environment);
        byte[] begun = pieces.join();
        if (cut && !Environment.tellsScript(begun)) {
            // The list of channels has all arguments.
            stream.look();
            return;
        }
        AgiRequest request = Environment.parse(begun);
        if (stopping || handlers.find(name, request).isEmpty()) {
            LOG.debug("{}: left to others, no handler: {}", name, request);
        } else if (cut) {
            add(request).complete(pieces);
        } else {
            waits(add(request));
        }
    }

    private AsyncCall add(AgiRequest request) {
        String uniqueId = request.uniqueId();
        CommandPipe pipe = new CommandPipe(stream.sender(), uniqueId);
        AsyncCall call = new AsyncCall(request, pipe, this, control, timer);
        calls.put(uniqueId, call);
        call.gone().thenRun(() -> remove(uniqueId, call));
        return call;
    }

    private void remove(String uniqueId, AsyncCall call) {
        if (calls.remove(uniqueId, call)) {
            adjust();
        }
    }

    @Override
    public void waits(AsyncCall call) {
        if (call.isToEnd()) {
            call.end();
            return;
        }
        Optional<Match> match = handlers.find(name, call.request());
        if (match.isEmpty() || stopping) {
            remove(call.request().uniqueId(), call);
            return;
        }
        LiveSession session = new LiveSession(match.get().request(), name, call, LIMITS, workers, timer);
        call.begin(session);
        Handover.run(match.get().handler(), session, workers);
    }

    @Override
    public void outOfReach(AsyncCall call) {
        if (stream != null) {
            stream.lookLater();
        }
    }

    /** A channel that exists, as a list has it. */
    void found(ManagerEvent item) {
        ChannelSnapshot channel = item.channel().orElse(null);
        if (channel == null || channel.uniqueid() == null) {
            return;
        }
        AsyncCall before = calls.get(channel.uniqueid());
        if (before != null && before.state() != AsyncCall.State.UNKNOWN) {
            return;
        }
        Optional<AgiRequest> seen = WaitingChannel.read(item, channel);
        if (before == null) {
            seen.ifPresent(this::askFor);
        } else if (seen.filter(now -> !Environment.isSamePlace(now, before.request()))
                .isPresent()) {
            calls.remove(channel.uniqueid());
            askFor(seen.get());
        } else if (before.isToEnd()) {
            before.reach(new CommandPipe(stream.sender(), channel.uniqueid()));
            before.ask();
        } else {
            calls.remove(channel.uniqueid());
            askFor(before.request());
        }
    }

    private void askFor(AgiRequest request) {
        if (!stopping && handlers.find(name, request).isPresent()) {
            add(request).ask();
        }
    }

    /** All channels were listed; what is not among them has ended. */
    void foundAll(Set<String> uniqueIds) {
        List<AsyncCall> unknown = calls.values().stream()
                .filter(call -> call.state() == AsyncCall.State.UNKNOWN)
                .filter(call -> !uniqueIds.contains(call.request().uniqueId()))
                .toList();
        unknown.forEach(AsyncCall::vanished);
        adjust();
    }

    /** No events come any more. */
    void interrupted(String reason) {
        List.copyOf(calls.values()).forEach(call -> call.interrupted(reason));
    }
}
