package io.jackfield.ajam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The manager over HTTP as Asterisk serves it, as far as a client can tell: sessions by cookie that it chooses itself, events that
 * are recorded for a session and fetched by WaitEvent, of which the newest wins. What it does to single requests can be changed.
 */
final class FakeAjam implements AutoCloseable {

    static final String USER = "jack";
    static final String SECRET = "hunter2-is-secret";

    /** Does something else with a request than the PBX would; true if the request is dealt with. */
    interface Fault {
        boolean strikes(HttpExchange exchange, Request request) throws IOException;
    }

    /** What was posted, and by whom. */
    record Request(String session, List<Map.Entry<String, String>> pairs) {

        String get(String key) {
            return pairs.stream()
                    .filter(pair -> pair.getKey().equalsIgnoreCase(key))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        String action() {
            return get("Action");
        }
    }

    /** A session and the events recorded for it. */
    private static final class Session {
        final String id;
        final List<String> events = new ArrayList<>();
        boolean loggedIn;
        boolean forgotten;
        String mask = "off";
        Object poll;

        Session(String id) {
            this.id = id;
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final List<String> uris = new CopyOnWriteArrayList<>();
    final AtomicInteger pollsUnderWay = new AtomicInteger();
    /** By action, or {@code *}. */
    final Map<String, Fault> faults = new ConcurrentHashMap<>();

    volatile int httpTimeout = 60;
    volatile String challenge = "814207955";
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger(0x214f77f6);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object change = new Object();
    private HttpServer server;

    FakeAjam() throws IOException {
        this(0);
    }

    FakeAjam(int port) throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 50));
    }

    FakeAjam(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", port());
        settings.put("username", USER);
        settings.put("secret", SECRET);
        settings.put("pollInterval", "20ms");
        settings.put("reconnectDelay", "10ms");
        settings.put("reconnectMaxDelay", "50ms");
        return settings;
    }

    List<Request> requests(String action) {
        return requests.stream().filter(r -> r.action().equals(action)).toList();
    }

    /** Raises an event of this class for every session that wants it; any other event wakes a poll all the same. */
    void event(String kind, String text) {
        synchronized (change) {
            for (Session session : sessions.values()) {
                if (session.mask.equals("on") || session.mask.contains(kind)) {
                    session.events.add(text);
                } else {
                    session.poll = session.poll == null ? null : WOKEN;
                }
            }
            change.notifyAll();
        }
    }

    static String userEvent(String name) {
        return "Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: " + name + "\r\n\r\n";
    }

    private static final Object WOKEN = new Object();

    /** Forgets all sessions. What is being served for one of them is answered first, as if it had come a moment sooner. */
    void forget() {
        synchronized (change) {
            sessions.values().forEach(session -> {
                session.forgotten = true;
                session.poll = WOKEN;
            });
            sessions.clear();
            change.notifyAll();
        }
    }

    int sessions() {
        return (int) sessions.values().stream().filter(s -> s.loggedIn).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Session session = session(exchange);
            Request request = new Request(session.id, pairs(new String(body, ISO_8859_1)));
            requests.add(request);
            uris.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Fault fault = faults.getOrDefault(request.action(), faults.get("*"));
            if (fault == null || !fault.strikes(exchange, request)) {
                answer(exchange, answer(session, request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers in a session that all requests share and that needs no login, as if each had proved itself. */
    void serveTheOne(HttpExchange exchange, Request request) throws IOException {
        Session session = sessions.computeIfAbsent("the one", Session::new);
        session.loggedIn = true;
        try {
            answer(exchange, answer(session, request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Session session(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        String id = cookie == null ? "" : cookie.replaceAll(".*mansession_id=\"?([0-9a-f]+)\"?.*", "$1");
        Session known = sessions.get(id);
        if (known != null) {
            exchange.setAttribute("session", known.id);
            return known;
        }
        Session made = new Session(Integer.toHexString(ids.incrementAndGet()));
        sessions.put(made.id, made);
        exchange.setAttribute("session", made.id);
        return made;
    }

    private static List<Map.Entry<String, String>> pairs(String form) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            pairs.add(Map.entry(
                    URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8)));
        }
        return pairs;
    }

    /** Answers with these messages, in the format that the path names. */
    void answer(HttpExchange exchange, String messages) throws IOException {
        boolean xml = exchange.getRequestURI().getPath().endsWith("xml");
        if (!exchange.getRequestURI().getPath().matches(".*/a(rawman|mxml)")) {
            exchange.getResponseHeaders()
                    .add(
                            "Set-Cookie",
                            "mansession_id=\"" + exchange.getAttribute("session") + "\"; Version=1; Max-Age="
                                    + httpTimeout);
        }
        exchange.getResponseHeaders().set("Server", "Asterisk/22.10.1");
        respond(exchange, 200, xml ? "text/xml" : "text/plain", xml ? xml(messages) : messages);
    }

    static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String xml(String messages) {
        StringBuilder xml = new StringBuilder("<ajax-response>\n");
        for (String message : messages.split("\r\n\r\n")) {
            if (message.isBlank()) {
                continue;
            }
            xml.append("<response type='object' id='unknown'><generic");
            for (String line : message.split("\r\n")) {
                int colon = line.indexOf(": ");
                xml.append(' ')
                        .append(line.substring(0, colon)
                                .toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^a-z0-9]", "_"))
                        .append("='")
                        .append(line.substring(colon + 2)
                                .replace("&", "&amp;")
                                .replace("'", "&apos;")
                                .replace("<", "&lt;"))
                        .append('\'');
            }
            xml.append(" /></response>\n");
        }
        return xml.append("</ajax-response>\n").toString();
    }

    /** What the PBX would answer. */
    String answer(Session session, Request request) throws InterruptedException {
        boolean open = List.of("Login", "Challenge", "Logoff").contains(request.action());
        if (!session.loggedIn && !open) {
            return response("Error", request, "Message: Permission denied\r\n");
        }
        return switch (request.action()) {
            case "Challenge" -> response("Success", request, "Challenge: " + challenge + "\r\n");
            case "Login" -> login(session, request);
            case "Logoff" -> {
                sessions.remove(session.id);
                yield response("Goodbye", request, "Message: Thanks for all the fish.\r\n");
            }
            case "Ping" -> response("Success", request, "Ping: Pong\r\nTimestamp: 1795411077.275297\r\n");
            case "Events" -> {
                synchronized (change) {
                    session.mask = request.get("EventMask");
                }
                yield response("Success", request, "Events: On\r\n");
            }
            case "WaitEvent" -> waitEvent(session, request);
            case "Secret" -> response("Error", request, "Message: Permission denied\r\n");
            case "CoreShowChannels" ->
                response("Success", request, "EventList: start\r\nMessage: Channels will follow\r\n")
                        + "Event: CoreShowChannel\r\nActionID: " + request.get("ActionID")
                        + "\r\nChannel: Local/1@x\r\n\r\n"
                        + "Event: CoreShowChannelsComplete\r\nActionID: " + request.get("ActionID")
                        + "\r\nEventList: Complete\r\nListItems: 1\r\n\r\n";
            default -> response("Success", request, "Message: done\r\n");
        };
    }

    private String login(Session session, Request request) {
        boolean right = request.get("Username").equals(USER)
                && (request.get("Secret").equals(SECRET) || request.get("Key").equals(md5(challenge + SECRET)));
        if (!right) {
            return response("Error", request, "Message: Authentication failed\r\n");
        }
        session.loggedIn = true;
        session.mask = request.get("Events");
        return response("Success", request, "Message: Authentication accepted\r\n")
                + "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 578\r\nStatus: Fully Booted\r\n\r\n";
    }

    private String waitEvent(Session session, Request request) throws InterruptedException {
        Object me = new Object();
        long end = System.nanoTime() + Integer.parseInt(request.get("Timeout")) * 1_000_000_000L;
        pollsUnderWay.incrementAndGet();
        try {
            synchronized (change) {
                session.poll = me;
                change.notifyAll();
                for (long left = end - System.nanoTime();
                        session.poll == me
                                && session.events.isEmpty()
                                && !session.forgotten
                                && left > 0
                                && httpTimeout > 10;
                        left = end - System.nanoTime()) {
                    change.wait(Math.max(1, left / 1_000_000));
                }
                if (session.poll != me && session.poll != WOKEN) {
                    return "";
                }
                session.poll = null;
                String events = String.join("", session.events);
                session.events.clear();
                return response("Success", request, "Message: Waiting for Event completed.\r\n") + events
                        + "Event: WaitEventComplete\r\nActionID: " + request.get("ActionID") + "\r\n\r\n";
            }
        } finally {
            pollsUnderWay.decrementAndGet();
        }
    }

    static String response(String kind, Request request, String more) {
        return "Response: " + kind + "\r\nActionID: " + request.get("ActionID") + "\r\n" + more + "\r\n";
    }

    static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes away; whoever waits gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
