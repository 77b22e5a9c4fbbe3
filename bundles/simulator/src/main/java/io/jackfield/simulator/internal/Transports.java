package io.jackfield.simulator.internal;

import io.jackfield.simulator.internal.ajam.AjamServer;
import io.jackfield.simulator.internal.ami.AmiServer;
import io.jackfield.simulator.internal.ami.Manager;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.netty.channel.EventLoopGroup;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Ways to the manager interface, over TCP and over HTTP, as one. For the PBX's thread, but for {@link #close}. */
final class Transports {

    private final AmiServer ami;
    private final AjamServer ajam;
    private final Ports ports;

    Transports(EventLoopGroup loop, Pbx pbx, SimulatorSettings settings, Manager manager, Random random) {
        ami = new AmiServer(loop, pbx, settings.ami(), manager);
        ajam = new AjamServer(loop, pbx, settings.ami(), settings.ajam(), manager, random);
        ports = new Ports(settings, ami, ajam);
    }

    Ports ports() {
        return ports;
    }

    /** How many clients are logged in, as connections over TCP or sessions over HTTP. */
    int loggedIn() {
        return (int) (ami.loggedIn() + ajam.loggedIn());
    }

    /** Is done as soon as every client can take more; maybe at once. */
    CompletableFuture<Void> whenAllKeepUp() {
        return CompletableFuture.allOf(ami.whenAllKeepUp(), ajam.whenAllKeepUp());
    }

    /** Over TCP only: there is nobody to send to between two requests. */
    void sendRaw(byte[] bytes) {
        ami.sendRaw(bytes);
    }

    /** Over TCP only, for the same reason. */
    void sayGoodbye() {
        ami.sayGoodbye();
    }

    void freeze(boolean freeze) {
        ami.freeze(freeze);
        ajam.freeze(freeze);
    }

    /** Sessions over HTTP last. */
    void disconnectAll() {
        ami.disconnectAll();
        ajam.disconnectAll();
    }

    void expireSessions() {
        ajam.expireSessions();
    }

    /** Closes all ports, not the connections. Blocks until it is done; not for the PBX's thread. */
    void close() {
        ami.close();
        ajam.close();
    }
}
