package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.HashMap;
import java.util.Map;

/** A PBX and one way to talk to it. */
record Stage(Pbx pbx, ManagerConnectionFactory factory) {
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

    @Override
    public String toString() {
        return pbx.name();
    }
}
