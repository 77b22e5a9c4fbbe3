package io.jackfield.simulator.internal.http;

import io.jackfield.simulator.internal.net.Listeners;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Accepts HTTP connections and keeps them. */
public final class HttpServer {

    private static final int MAX_CONNECTIONS = 100;

    private final Listeners listeners;
    private final HttpSettings settings;
    private final Consumer<HttpExchange> handler;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private boolean frozen;

    /** @param handler gets every request, on the thread of the loop */
    public HttpServer(EventLoopGroup loop, HttpSettings settings, Consumer<HttpExchange> handler) {
        listeners = new Listeners(loop, settings.inactivity());
        this.settings = settings;
        this.handler = handler;
    }

    /** @see Listeners#open */
    public int open(InetSocketAddress address, SSLContext tls) throws IOException {
        return listeners.open(address, tls, () -> new HttpConnection(this, frozen));
    }

    /** Takes a new client in, unless there are too many. */
    boolean admit(HttpConnection connection) {
        return connections.size() < MAX_CONNECTIONS && connections.add(connection);
    }

    void gone(HttpConnection connection) {
        connections.remove(connection);
    }

    void handle(HttpExchange exchange) {
        handler.accept(exchange);
    }

    HttpSettings settings() {
        return settings;
    }

    /** Stops all reading, working and writing on all connections, or lets it go on. */
    public void freeze(boolean freeze) {
        frozen = freeze;
        List.copyOf(connections).forEach(connection -> connection.freeze(freeze));
    }

    public void disconnectAll() {
        List.copyOf(connections).forEach(HttpConnection::cut);
    }

    /** @see Listeners#close */
    public void close() {
        listeners.close();
    }
}
