package io.jackfield.examples.helpdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A helpdesk that does what a test wants: it can be down, refuse, fail, hang, or lose its answers. */
final class FakeHelpdesk implements AutoCloseable {

    /** What it was asked. */
    record Request(String key, String authorization, JsonNode body) {
        String caller() {
            return body.get("caller").asText();
        }
    }

    /** Statuses that stand for something else than an answer. */
    static final int HANG = 0;

    static final int LOSE = -1;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Request> taken = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<Request, Integer> status = request -> 201;
    private volatile CountDownLatch hanging = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    FakeHelpdesk() throws IOException {
        start();
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/cases";
    }

    void answer(Function<Request, Integer> newStatus) {
        status = newStatus;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    List<Request> requests() {
        return requests;
    }

    /** Those that it has taken, in order and each once; also when its answer got lost. */
    List<Request> taken() {
        return taken;
    }

    List<String> callers() {
        return taken.stream().map(Request::caller).toList();
    }

    private void handle(HttpExchange http) throws IOException {
        try (http) {
            Request request = new Request(
                    http.getRequestHeaders().getFirst("Idempotency-Key"),
                    http.getRequestHeaders().getFirst("Authorization"),
                    json.readTree(http.getRequestBody()));
            requests.add(request);
            CountDownLatch resumed = hanging;
            int answer = status.apply(request);
            if (answer == HANG) {
                resumed.await();
                return;
            }
            if (answer == 201 || answer == LOSE) {
                http.getResponseHeaders().set("Location", "/cases/" + take(request));
            }
            if (answer != LOSE) {
                http.sendResponseHeaders(answer, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int take(Request request) {
        if (!taken.contains(request)) {
            taken.add(request);
        }
        return taken.indexOf(request) + 1;
    }

    @Override
    public void close() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
