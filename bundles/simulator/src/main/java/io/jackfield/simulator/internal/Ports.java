package io.jackfield.simulator.internal;

import io.jackfield.simulator.internal.ajam.AjamServer;
import io.jackfield.simulator.internal.ami.AmiServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ports of a simulator, as far as it is to have them. */
final class Ports {

    private final String name;
    private final Port ami;
    private final Optional<Port> amiTls;
    private final Optional<Port> http;
    private final Optional<Port> https;

    Ports(SimulatorSettings settings, AmiServer amiServer, AjamServer ajamServer) {
        name = settings.name();
        String host = settings.host();
        ami = new Port(host, settings.port(), null, amiServer::open);
        amiTls = settings.tls().map(tls -> new Port(host, tls.port(), tls.context(), amiServer::open));
        http = settings.http().map(ports -> new Port(host, ports.port(), null, ajamServer::open));
        https = settings.http().flatMap(ports -> settings.tls()
                .map(tls -> new Port(host, ports.tlsPort(), tls.context(), ajamServer::open)));
    }

    /** Blocks until all are open; not for the PBX's thread. */
    void open() throws IOException {
        try {
            for (Port port : all()) {
                port.open();
            }
        } catch (IOException e) {
            throw new IOException("Simulator '" + name + "' " + e.getMessage(), e);
        }
    }

    /** Keeps the numbers while nothing listens. */
    void hold() {
        all().forEach(Port::hold);
    }

    /** Nothing will listen again. */
    void release() {
        all().forEach(Port::release);
    }

    private List<Port> all() {
        return Stream.of(Optional.of(ami), amiTls, http, https)
                .flatMap(Optional::stream)
                .toList();
    }

    int ami() {
        return ami.number();
    }

    boolean hasTls() {
        return amiTls.isPresent();
    }

    int amiTls() {
        return number(amiTls, "TLS: build it with tls(SSLContext)");
    }

    boolean hasHttp() {
        return http.isPresent();
    }

    int http() {
        return number(http, "HTTP: build it with httpPort(port)");
    }

    int https() {
        return number(https, "HTTPS: build it with httpPort(port) and tls(SSLContext)");
    }

    private int number(Optional<Port> port, String lacking) {
        return port.orElseThrow(() -> new IllegalStateException("Simulator '" + name + "' speaks no " + lacking))
                .number();
    }
}
