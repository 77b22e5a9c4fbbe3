package io.jackfield.itests.contract;

import io.jackfield.ajam.AjamConnectionFactory;
import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A way to the manager interface of a PBX. */
public enum Transport {
    AMI(AmiConnectionFactory::new, Pbx::amiPort, Pbx::amiTlsPort, Map.of()),
    AJAM(AjamConnectionFactory::new, Pbx::httpPort, Pbx::httpsPort, Map.of("pollInterval", "20ms"));

    private final Supplier<ManagerConnectionFactory> factory;
    private final ToIntFunction<Pbx> port;
    private final ToIntFunction<Pbx> tlsPort;
    private final Map<String, String> settings;

    Transport(
            Supplier<ManagerConnectionFactory> factory,
            ToIntFunction<Pbx> port,
            ToIntFunction<Pbx> tlsPort,
            Map<String, String> settings) {
        this.factory = factory;
        this.port = port;
        this.tlsPort = tlsPort;
        this.settings = settings;
    }

    /** What makes connections of this kind, to be closed. */
    public ManagerConnectionFactory factory() {
        return factory.get();
    }

    /** Where the PBX listens for it. */
    public int port(Pbx pbx) {
        return port.applyAsInt(pbx);
    }

    /** The same over TLS. */
    public int tlsPort(Pbx pbx) {
        return tlsPort.applyAsInt(pbx);
    }

    /** What a connection of this user needs to be told. Whatever the PBX lets the user do is permitted. */
    public Map<String, Object> settings(Pbx pbx, ManagerUser user) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(Map.of(
                "host",
                pbx.host(),
                "port",
                port(pbx),
                "username",
                user.name(),
                "secret",
                user.secret(),
                "permit",
                "*"));
        return all;
    }

    /** Settings that make the PBX do the actions of a connection in the order in which they are sent. */
    public Map<String, ?> inOrder() {
        return this == AJAM ? Map.of("maxRequests", "1") : Map.of();
    }

    /** As routes and configurations call it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
