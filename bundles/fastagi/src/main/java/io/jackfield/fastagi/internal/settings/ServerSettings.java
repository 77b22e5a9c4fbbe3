package io.jackfield.fastagi.internal.settings;

import io.jackfield.agi.spi.SessionLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server goes by.
 *
 * @param owner what the settings belong to, as a person would look for it
 * @param host where it listens
 * @param port where it listens; 0 for any free one
 * @param allow who is let in
 * @param maxSessions how many sessions at the same time
 * @param maxSessionsPerPeer how many of one address
 * @param maxHandshakes how many connections at the same time may still owe their environment
 * @param handshakeTimeout how long the whole environment may take, and then the call of the handler
 * @param maxSessionAge how long a session may last; empty for any time
 * @param idleTimeout how long a session may last without a command
 * @param session what commands are bound to
 * @param drainTimeout how long sessions may go on when the server or their handler is stopped
 * @param tls how connections are encrypted, if they are
 */
public record ServerSettings(
        String owner,
        String host,
        int port,
        PeerList allow,
        int maxSessions,
        int maxSessionsPerPeer,
        int maxHandshakes,
        Duration handshakeTimeout,
        Optional<Duration> maxSessionAge,
        Duration idleTimeout,
        SessionLimits session,
        Duration drainTimeout,
        Optional<Tls> tls) {

    private static final int PORT = 4573;
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> LOCAL_PEERS = List.of("127.0.0.0/8", "::1");
    private static final int MANY = 1_000_000;

    /**
     * Reads them.
     *
     * @throws io.jackfield.fastagi.InvalidSettingException if one is unknown or unusable
     */
    public static ServerSettings read(String name, Map<String, ?> values) {
        Settings settings = new Settings(name, values);
        settings.text("name");
        int maxSessions = settings.number("maxSessions", 10_000, 1, MANY);
        ServerSettings read = new ServerSettings(
                settings.owner(),
                settings.text("host").orElse(LOOPBACK),
                settings.number("port", PORT, 0, 65535),
                peers(settings),
                maxSessions,
                settings.number("maxSessionsPerPeer", maxSessions, 1, MANY),
                settings.number("maxHandshakes", 1000, 1, MANY),
                settings.duration("handshakeTimeout").orElse(Duration.ofSeconds(5)),
                settings.duration("maxSessionAge"),
                settings.duration("idleTimeout").orElse(Duration.ofMinutes(5)),
                limits(settings),
                settings.duration("drainTimeout").orElse(Duration.ofSeconds(10)),
                new TlsSettings(settings).read());
        settings.refuseUnknown();
        return read;
    }

    private static PeerList peers(Settings settings) {
        List<String> networks = settings.list("allow").orElse(LOCAL_PEERS);
        try {
            return PeerList.of(networks);
        } catch (IllegalArgumentException e) {
            throw settings.unusable(
                    "allow",
                    String.join(", ", networks),
                    "addresses or networks such as 10.0.0.5, 10.0.0.0/8 or fd00::/8, separated by commas, but '"
                            + e.getMessage() + "' is neither",
                    e);
        }
    }

    private static SessionLimits limits(Settings settings) {
        SessionLimits any = SessionLimits.DEFAULT;
        return new SessionLimits(
                settings.number("lineLimit", any.lineBytes(), 256, 8190), any.queuedCommands(), any.margin());
    }

    /** Whether both listen at the same place. */
    public boolean listensAs(ServerSettings other) {
        return host.equals(other.host) && port == other.port;
    }
}
