package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A gateway before the HTTP port of a PBX, which fails as it is told to. Each request has a connection to the PBX of its own; one that
 * finds no PBX is answered with 502.
 */
final class FaultyProxy implements AutoCloseable {
    private final InetSocketAddress pbx;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Function<HttpText, Fault> weather = request -> Fault.none();
    private volatile String cookie = "";
    private volatile boolean closed;

    FaultyProxy(Pbx pbx) {
        this.pbx = new InetSocketAddress(pbx.host(), pbx.httpPort());
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName(LoopbackPorts.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many requests came so far. */
    int requests() {
        return requests.get();
    }

    /** The last cookie that a request had. */
    String cookie() {
        return cookie;
    }

    /** What is to happen to requests that come from now on. */
    void behave(Function<HttpText, Fault> weather) {
        this.weather = weather;
    }

    /** The same for those that are for this action; the others are served. */
    void fail(String action, Fault fault) {
        behave(request -> request.isFor(action) ? fault : Fault.none());
    }

    /** All requests that come from now on are served. */
    void heal() {
        behave(request -> Fault.none());
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            BufferedInputStream input = new BufferedInputStream(client.getInputStream());
            HttpText request = HttpText.read(input);
            while (request != null) {
                requests.incrementAndGet();
                cookie = request.header("Cookie").orElse(cookie);
                HttpText asked = request;
                if (!weather.apply(request).play(() -> forward(asked), client.getOutputStream())) {
                    return;
                }
                request = HttpText.read(input);
            }
        } catch (SocketException | EOFException gone) {
            // The client did not wait, or the proxy is closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    /** What the PBX answers, or 502. */
    private HttpText forward(HttpText request) {
        try (Socket server = new Socket()) {
            sockets.add(server);
            try {
                server.connect(pbx);
                server.setTcpNoDelay(true);
                request.writeTo(server.getOutputStream());
                HttpText answer = HttpText.read(new BufferedInputStream(server.getInputStream()));
                return answer == null ? HttpText.page(502) : answer;
            } finally {
                sockets.remove(server);
            }
        } catch (IOException lost) {
            return HttpText.page(502);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            threads.shutdownNow();
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("a proxy does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
