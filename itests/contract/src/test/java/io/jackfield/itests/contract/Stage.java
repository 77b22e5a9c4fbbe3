package io.jackfield.itests.contract;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.manager.ManagerConnectionFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.Lock;

/**
 * A PBX, one way to its manager interface, and the server that its calls in {@code AGI()} can ask.
 *
 * @param factory of this way
 * @param trust a file with the certificate of the PBX
 * @param turn held by the scene that plays: a PBX has one, whatever the ways to it
 */
record Stage(Pbx pbx, Transport transport, ManagerConnectionFactory factory, Path trust, FastAgiServer agi, Lock turn) {
    Map<String, Object> settings(ManagerUser user) {
        return transport.settings(pbx, user);
    }

    /** The same for a connection that is encrypted and trusts nobody but this PBX. */
    Map<String, Object> tlsSettings(ManagerUser user) {
        Map<String, Object> settings = settings(user);
        settings.putAll(Map.of("port", transport.tlsPort(pbx), "tls", true, "trustStore", trust));
        return settings;
    }

    @Override
    public String toString() {
        return pbx.name() + " over " + transport;
    }
}
