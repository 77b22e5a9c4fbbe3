package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.net.Listeners;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Accepts manager connections and keeps them. */
public final class AmiServer {

    private static final int MAX_NOT_LOGGED_IN = 50;

    private final Listeners listeners;
    private final Pbx pbx;
    private final AmiSettings settings;
    private final Manager manager;
    private final Set<AmiConnection> connections = new LinkedHashSet<>();
    private final Readiness readiness = new Readiness(() -> connections.stream().allMatch(AmiConnection::keepsUp));
    private long sessions;
    private boolean frozen;

    public AmiServer(EventLoopGroup loop, Pbx pbx, AmiSettings settings, Manager manager) {
        listeners = new Listeners(loop, settings.authTimeout());
        this.pbx = pbx;
        this.settings = settings;
        this.manager = manager;
    }

    /**
     * Listens at one more address. Blocks until it does; not for the PBX's thread.
     *
     * @param address its port may be 0, for any free one
     * @param tls the key to show, null to speak in clear
     * @return the port it got
     * @throws IOException if the address cannot be had
     */
    public int open(InetSocketAddress address, SSLContext tls) throws IOException {
        return listeners.open(address, tls, () -> connection(tls == null ? Intake.plain() : Intake.records()));
    }

    private AmiConnection connection(Intake intake) {
        String id = String.format("0x7f%010x", ++sessions << 4);
        return new AmiConnection(this, new ManagerSession(id, pbx.ids().challenge()), intake, frozen);
    }

    /** Takes a new client in, unless too many are there that never logged in. */
    boolean admit(AmiConnection connection) {
        if (connections.stream().filter(c -> !c.isLoggedIn()).count() >= MAX_NOT_LOGGED_IN) {
            return false;
        }
        connections.add(connection);
        pbx.listen(connection);
        return true;
    }

    void gone(AmiConnection connection) {
        connections.remove(connection);
        pbx.unlisten(connection);
        relieved();
    }

    /** Is done, on the PBX's thread, as soon as every client can take more; maybe at once. */
    public CompletableFuture<Void> whenAllKeepUp() {
        return readiness.promise();
    }

    /** One client may be able to take more than before. */
    void relieved() {
        readiness.check();
    }

    void dispatch(Request request) {
        manager.dispatcher().dispatch(request);
    }

    Script script() {
        return manager.script();
    }

    AmiSettings settings() {
        return settings;
    }

    /** Stops all reading, working and writing on all connections, or lets it go on. */
    public void freeze(boolean freeze) {
        frozen = freeze;
        List.copyOf(connections).forEach(connection -> connection.freeze(freeze));
    }

    public void disconnectAll() {
        List.copyOf(connections).forEach(AmiConnection::cut);
    }

    /** Closes every connection after what has been sent to it. */
    public void sayGoodbye() {
        List.copyOf(connections).forEach(AmiConnection::close);
    }

    /** Sends bytes as they are to every client that is logged in. */
    public void sendRaw(byte[] bytes) {
        connections.stream().filter(AmiConnection::isLoggedIn).forEach(connection -> connection.send(bytes));
    }

    public long loggedIn() {
        return connections.stream().filter(AmiConnection::isLoggedIn).count();
    }

    /** Stops listening; blocks until it has. Not for the PBX's thread. */
    public void close() {
        listeners.close();
    }
}
