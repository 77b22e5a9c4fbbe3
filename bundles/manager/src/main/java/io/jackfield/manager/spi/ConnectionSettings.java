package io.jackfield.manager.spi;

import java.time.Duration;
import java.util.List;

/**
 * What every connection needs to know, whatever its transport.
 *
 * @param name the name routes use
 * @param username login at the PBX
 * @param secret its password
 * @param auth how the login proves itself
 * @param actionTimeout how long an action waits for its answer unless the caller says otherwise
 * @param pingInterval how often the line is checked
 * @param pingTimeout how long a check may take before the line counts as dead
 * @param reconnectDelay the first back-off after a loss, doubled with every attempt
 * @param reconnectMaxDelay its cap
 * @param loginRetryDelay the wait after a refused login
 * @param connect whether the login is kept or opened on demand
 * @param idleTimeout how long a login on demand lingers after its last use
 * @param actionConnection whether actions have a login of their own
 * @param permit risky actions that are permitted, by name or pattern
 * @param pushFilter whether the PBX is told the names of the events that are needed, too
 */
public record ConnectionSettings(
        String name,
        String username,
        Secret secret,
        Auth auth,
        Duration actionTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        Duration reconnectDelay,
        Duration reconnectMaxDelay,
        Duration loginRetryDelay,
        Connect connect,
        Duration idleTimeout,
        ActionConnection actionConnection,
        List<String> permit,
        boolean pushFilter) {

    /** How a login proves itself. */
    public enum Auth {
        /** Challenge and MD5 digest: the secret does not cross the wire. */
        MD5,
        /** The secret in clear, for PBXs that offer nothing else. */
        PLAIN
    }

    /** When there is a login. */
    public enum Connect {
        /** As long as the connection is there. */
        ALWAYS,
        /** While somebody subscribes or acts, and a while longer. */
        DEMAND
    }

    /** Which login actions use. */
    public enum ActionConnection {
        /** The one that events use, too. */
        SHARED,
        /** One of their own, because Asterisk serves one login's actions and events strictly in turn. */
        SEPARATE
    }

    /** Reads the common keys; a transport reads its own from the same settings. */
    public static ConnectionSettings read(String name, Settings settings) {
        return new ConnectionSettings(
                name,
                settings.required("username"),
                settings.secret("secret"),
                settings.choice("auth", Auth.MD5),
                settings.duration("actionTimeout", Duration.ofSeconds(10)),
                settings.duration("pingInterval", Duration.ofSeconds(10)),
                settings.duration("pingTimeout", Duration.ofSeconds(5)),
                settings.duration("reconnectDelay", Duration.ofMillis(100)),
                settings.duration("reconnectMaxDelay", Duration.ofMillis(1500)),
                settings.duration("loginRetryDelay", Duration.ofSeconds(60)),
                settings.choice("connect", Connect.ALWAYS),
                settings.duration("idleTimeout", Duration.ofSeconds(60)),
                settings.choice("actionConnection", ActionConnection.SHARED),
                settings.names("permit"),
                settings.flag("pushFilter", false));
    }
}
