package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.ami.AmiSettings;
import io.jackfield.simulator.internal.ami.Manager;
import io.jackfield.simulator.internal.ami.ManagerSession;
import io.jackfield.simulator.internal.ami.Readiness;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.ami.Turn;
import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.http.HttpExchange;
import io.jackfield.simulator.internal.http.HttpRequest;
import io.jackfield.simulator.internal.http.HttpResponse;
import io.jackfield.simulator.internal.http.HttpServer;
import io.jackfield.simulator.internal.http.HttpSettings;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.wire.ActionMessage;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** The manager interface over HTTP. */
public final class AjamServer {

    private static final Duration INACTIVITY = Duration.ofSeconds(30);
    private static final Duration SHORTEST_DIGEST_SESSION = Duration.ofSeconds(5);
    private static final int MAX_HEADERS = 128;

    private final EventLoopGroup loop;
    private final Pbx pbx;
    private final AjamSettings settings;
    private final Manager manager;
    private final HttpServer http;
    private final CookieSessions byCookie;
    private final DigestSessions byDigest;
    private final Set<HttpSession> sessions = new LinkedHashSet<>();
    private final Readiness readiness = new Readiness(() -> sessions.stream().allMatch(HttpSession::keepsUp));
    private long sessionsMade;

    public AjamServer(
            EventLoopGroup loop, Pbx pbx, AmiSettings ami, AjamSettings settings, Manager manager, Random random) {
        this.loop = loop;
        this.pbx = pbx;
        this.settings = settings;
        this.manager = manager;
        http = new HttpServer(
                loop, new HttpSettings(settings.keepAlive(), INACTIVITY, pbx::now), exchange -> manager.script()
                        .http(new HttpTurn(exchange)));
        byCookie = new CookieSessions(random);
        byDigest = new DigestSessions(ami.users(), random, System::nanoTime);
    }

    /** @see HttpServer#open */
    public int open(InetSocketAddress address, SSLContext tls) throws IOException {
        return http.open(address, tls);
    }

    private void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        Optional<Endpoint> endpoint = Endpoint.at(request.path(), settings.prefix());
        if (endpoint.isEmpty()) {
            exchange.respond(HttpResponse.page(404, "Not Found", "The requested URL was not found on this server."));
        } else if (!request.is("GET") && !request.is("POST") && !request.is("HEAD")) {
            exchange.respond(
                    HttpResponse.page(501, "Not Implemented", "Attempt to use unimplemented / unsupported method"));
        } else if (endpoint.get().isDigest()) {
            digest(exchange, endpoint.get().shape());
        } else {
            CookieSessions.Named named = byCookie.of(request, this::cookieSession);
            String headers = named.setCookie(settings.sessionTimeout().toSeconds()) + "Pragma: SuppressEvents\r\n";
            perform(exchange, named.session(), endpoint.get().shape(), headers);
        }
    }

    private void digest(HttpExchange exchange, Shape shape) {
        DigestSessions.Outcome outcome = byDigest.admit(exchange.request(), this::digestSession);
        if (outcome instanceof DigestSessions.Challenge challenge) {
            exchange.respond(HttpResponse.page(401, "Unauthorized", challenge.header(), ""));
        } else if (outcome instanceof DigestSessions.Admitted admitted) {
            admitted.session().renew();
            perform(exchange, admitted.session(), shape, "");
        }
    }

    private HttpSession cookieSession(Consumer<HttpSession> whenOver) {
        HttpSession session = session(settings.sessionTimeout(), whenOver);
        session.record();
        return session;
    }

    /** Is logged in from the start, and sees nothing until it comes for events. */
    private HttpSession digestSession(User user, Consumer<HttpSession> whenOver) {
        Duration timeout = settings.sessionTimeout().compareTo(SHORTEST_DIGEST_SESSION) < 0
                ? SHORTEST_DIGEST_SESSION
                : settings.sessionTimeout();
        HttpSession session = session(timeout, whenOver);
        session.manager().login(user, user.name(), pbx.now());
        session.manager().eventMask("off");
        return session;
    }

    private HttpSession session(Duration timeout, Consumer<HttpSession> whenOver) {
        String id = String.format("0x7e%010x", ++sessionsMade << 4);
        ManagerSession session = new ManagerSession(id, pbx.ids().challenge());
        HttpSession made = new HttpSession(session, pbx, loop, timeout, readiness, over -> {
            sessions.remove(over);
            whenOver.accept(over);
        });
        sessions.add(made);
        return made;
    }

    private void perform(HttpExchange exchange, HttpSession session, Shape shape, String headers) {
        List<Map.Entry<String, String>> parameters = exchange.request().parameters();
        List<String> lines = parameters.stream()
                .limit(MAX_HEADERS)
                .map(parameter -> parameter.getKey() + ": " + parameter.getValue())
                .toList();
        AjamRequest origin = new AjamRequest(exchange, session, shape, headers, parameters);
        Request request = new Request(new ActionMessage(lines, null), session.manager(), origin);
        manager.dispatcher().dispatch(request);
        if (!request.isDeferred()) {
            origin.done();
        }
    }

    /** Is done, on the PBX's thread, as soon as every client that fetches events can take more; maybe at once. */
    public CompletableFuture<Void> whenAllKeepUp() {
        return readiness.promise();
    }

    public long loggedIn() {
        return sessions.stream().filter(HttpSession::isLoggedIn).count();
    }

    /** Ends all sessions as if their time were over. */
    public void expireSessions() {
        List.copyOf(sessions).forEach(HttpSession::end);
    }

    /** Stops all reading, working and writing on all connections, or lets it go on. */
    public void freeze(boolean freeze) {
        http.freeze(freeze);
    }

    /** Closes all connections; sessions last. */
    public void disconnectAll() {
        http.disconnectAll();
    }

    /** @see HttpServer#close */
    public void close() {
        http.close();
    }

    /** A request that may be made to fail. */
    private final class HttpTurn implements Turn {

        private final HttpExchange exchange;

        HttpTurn(HttpExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void usual() {
            handle(exchange);
        }

        @Override
        public void late(Duration delay) {
            loop.schedule(this::usual, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void never() {}

        @Override
        public void status(int status) {
            exchange.respond(HttpResponse.page(status));
        }

        @Override
        public void breakOffAfter(int bytes) {
            exchange.breakOffAfter(bytes);
        }

        @Override
        public void cut() {
            exchange.cut();
        }
    }
}
