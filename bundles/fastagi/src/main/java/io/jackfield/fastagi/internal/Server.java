package io.jackfield.fastagi.internal;

import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.ScriptPattern;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerStats;
import io.jackfield.fastagi.Refusal;
import io.jackfield.fastagi.internal.settings.ServerSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server: gives calls to handlers or refuses them, ends what goes on for too long, and stops in good order. */
public final class Server implements FastAgiServer {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long SWEEP_MILLIS = 250;

    private final String name;
    private final Threads threads;
    private final HandlerRegistry handlers;
    private final BiConsumer<String, Server> whenClosed;
    /** Held while a call gets its handler: who looks for calls then sees it, or it sees what was changed before. */
    private final Object admission = new Object();

    private final Handshakes handshakes = new Handshakes();
    private final Calls calls = new Calls();
    private final Farewells farewells = new Farewells();
    private final Tally<Refusal> refused = new Tally<>(Refusal.class);
    private final Episodes episodes;
    private final AtomicLong probes = new AtomicLong();
    private final AtomicLong handlersAdded = new AtomicLong();
    private volatile ServerSettings settings;
    private volatile Listener listener;
    private volatile Deadline drained;
    private volatile boolean closed;
    private Future<?> sweep;

    /** @param whenClosed hears of the end, by name */
    public Server(
            String name,
            ServerSettings settings,
            Threads threads,
            HandlerRegistry handlers,
            BiConsumer<String, Server> whenClosed) {
        this.name = name;
        this.settings = settings;
        this.threads = threads;
        this.handlers = handlers;
        this.whenClosed = whenClosed;
        this.episodes = new Episodes(toString());
        this.listener = listener(settings);
    }

    private Listener listener(ServerSettings where) {
        return new Listener(toString(), where.host(), where.port(), threads, new Acceptor(this, threads));
    }

    /** Begins to listen. */
    public synchronized void open() {
        listener.open();
        sweep = threads.io().scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<InetSocketAddress> address() {
        return listener.listensAt();
    }

    @Override
    public FastAgiServerStats stats() {
        long now = System.nanoTime();
        long longest = 0;
        for (Call call : calls.all()) {
            longest = Math.max(longest, call.nanosOld(now));
        }
        return new FastAgiServerStats(
                handshakes.count(),
                calls.count(),
                settings.maxSessions(),
                calls.total(),
                Duration.ofNanos(longest),
                calls.ended(),
                refused.counts(),
                probes.get(),
                drained != null);
    }

    @Override
    public Registration handle(String script, AgiHandler handler) {
        HandlerRegistry.Entry entry = new HandlerRegistry.Entry(
                handler, ScriptPattern.parse(script), Set.of(name), 0, handlersAdded.incrementAndGet(), toString());
        handlers.add(entry);
        return () -> handlers.remove(entry);
    }

    @Override
    public synchronized void update(Map<String, ?> values) {
        ServerSettings before = settings;
        ServerSettings now = ServerSettings.read(name, values);
        if (closed) {
            return;
        }
        settings = now;
        LOG.info("{} has new settings; {} sessions in progress go on", this, calls.count());
        if (!now.listensAs(before)) {
            listener.close();
            listener = listener(now);
            listener.open();
        }
    }

    ServerSettings settings() {
        return settings;
    }

    /** A connection owes its environment from now on. */
    void began(Handshake handshake) {
        int limit = settings.maxHandshakes();
        handshakes
                .add(handshake, limit)
                .ifPresent(oldest -> oldest.refuse(
                        Refusal.TOO_MANY_HANDSHAKES, "more than maxHandshakes = " + limit + " at a time"));
    }

    /** It owes it no more, one way or another. */
    void ended(Handshake handshake) {
        handshakes.remove(handshake);
    }

    /** A connection went away before its environment was complete. */
    void probed() {
        probes.incrementAndGet();
    }

    /** A connection does not become a session. */
    void refuse(Channel channel, Refusal reason, String detail) {
        count(reason, detail);
        fail(channel);
    }

    void count(Refusal reason, String detail) {
        refused.count(reason);
        episodes.occurs("refuses calls, because " + reason, detail);
    }

    void fail(Channel channel) {
        farewells.fail(channel);
    }

    /**
     * An environment is complete: begins a session, or refuses it. On the channel's event loop.
     *
     * @param bytes what was read last
     * @param taken how many of those belong to the environment; the rest is the session's
     */
    void begin(ChannelHandlerContext context, AgiRequest request, byte[] bytes, int taken) {
        ServerSettings now = settings;
        Call call = null;
        Optional<Refusal> refusal;
        synchronized (admission) {
            Optional<HandlerRegistry.Match> match = handlers.find(name, request);
            if (drained != null) {
                refusal = Optional.of(Refusal.DRAINING);
            } else if (match.isEmpty()) {
                refusal = Optional.of(Refusal.NO_HANDLER);
            } else {
                call = new Call(this, context.channel(), match.get(), now, threads);
                refusal = calls.add(call, now);
            }
        }
        if (refusal.isPresent()) {
            refuse(context.channel(), refusal.get(), request + limit(refusal.get(), now));
            return;
        }
        context.pipeline().replace(context.handler(), null, call);
        call.received(bytes, taken);
        call.begin();
    }

    /** The setting that a person would change. */
    private static String limit(Refusal refusal, ServerSettings settings) {
        return switch (refusal) {
            case TOO_MANY_SESSIONS -> ", maxSessions = " + settings.maxSessions();
            case TOO_MANY_SESSIONS_OF_PEER -> ", maxSessionsPerPeer = " + settings.maxSessionsPerPeer();
            default -> "";
        };
    }

    /** A session has ended. Called with its lock held. */
    void ended(Call call, AgiEnd how) {
        calls.ended(call, how);
        if (how == AgiEnd.LOST) {
            episodes.occurs("loses sessions, because Asterisk closes the connection without a hangup", call.toString());
        } else if (how == AgiEnd.TIMEOUT) {
            episodes.occurs("ends sessions, because a time ran out", call.toString());
        }
    }

    /**
     * Lets the calls of a handler that is no longer there go on for {@code drainTimeout} from now.
     *
     * @return blocks until they have ended, and cuts those that are left then; so that whoever takes a handler away may take apart
     *     what it needs afterwards
     */
    public Runnable letGo(HandlerRegistry.Entry handler) {
        List<Call> orphans = new ArrayList<>();
        synchronized (admission) {
            for (Call call : calls.all()) {
                if (handler.isOfRegistration(call.entry())) {
                    orphans.add(call);
                }
            }
        }
        Deadline deadline = Deadline.in(settings.drainTimeout());
        return orphans.isEmpty() ? () -> {} : () -> awaitEnd(orphans, deadline);
    }

    private void awaitEnd(List<Call> orphans, Deadline deadline) {
        LOG.info(
                "{}: {} calls whose handler is gone may go on for {} ms",
                this,
                orphans.size(),
                TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft()));
        orphans.removeIf(call -> call.awaitEnd(deadline));
        orphans.forEach(Call::stop);
        LOG.info("{}: calls whose handler is gone have ended, {} of them were cut", this, orphans.size());
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Call call : calls.all()) {
            call.enforce(settings, now);
        }
        episodes.endQuiet();
    }

    /** Leaves the port and takes no more calls; those in progress may go on until {@link #close()}. Does not wait for them. */
    public synchronized void drain() {
        if (drained == null) {
            synchronized (admission) {
                drained = Deadline.in(settings.drainTimeout());
            }
            listener.close();
            LOG.info(
                    "{} is stopping; {} sessions may go on for {} ms",
                    this,
                    calls.count(),
                    settings.drainTimeout().toMillis());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        drain();
        closed = true;
        calls.awaitNone(drained);
        int cut = calls.count();
        calls.all().forEach(Call::stop);
        handshakes.all().forEach(handshake -> handshake.refuse(Refusal.DRAINING, "no environment came"));
        farewells.await();
        sweep.cancel(false);
        episodes.endAll();
        whenClosed.accept(name, this);
        LOG.info("{} is stopped; {} sessions were cut", this, cut);
    }

    /** The name, and that it is a server's. */
    @Override
    public String toString() {
        return "FastAGI server " + name;
    }
}
