package io.jackfield.itests.contract;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PBX, one way to talk to it, and the server that its calls in {@code AGI()} can ask.
 *
 * @param turn held by the scene that plays
 */
record Stage(Pbx pbx, ManagerConnectionFactory factory, FastAgiServer agi, Lock turn) {
    Stage(Pbx pbx, ManagerConnectionFactory factory, FastAgiServer agi) {
        this(pbx, factory, agi, new ReentrantLock());
    }

    /** What a connection of this user needs to be told. Whatever the PBX lets the user do is permitted. */
    Map<String, Object> settings(ManagerUser user) {
        return new HashMap<>(Map.of(
                "host",
                pbx.host(),
                "port",
                pbx.amiPort(),
                "username",
                user.name(),
                "secret",
                user.secret(),
                "permit",
                "*"));
    }

    /** The same for a connection that is encrypted and trusts nobody but this PBX. */
    Map<String, Object> tlsSettings(ManagerUser user) {
        Map<String, Object> settings = settings(user);
        settings.putAll(Map.of(
                "port",
                pbx.amiTlsPort(),
                "tls",
                true,
                "sslContext",
                pbx.certificate().trust()));
        return settings;
    }

    @Override
    public String toString() {
        return pbx.name();
    }
}
