package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.Asterisk;
import io.jackfield.itests.asterisk.CallGenerator;
import io.jackfield.itests.asterisk.ManagerUser;
import java.util.List;

/** An Asterisk 22 beside Karaf, with calls placed through it: desks, a queue, a conference. */
final class RealPbx implements Pbx {
    private final ManagerUser user;
    private final double callsPerSecond;
    private Asterisk asterisk;

    RealPbx(ManagerUser user, double callsPerSecond) {
        this.user = user;
        this.callsPerSecond = callsPerSecond;
    }

    @Override
    public String description() {
        return asterisk.installation().release() + ", with calls to desks, a queue and a conference";
    }

    @Override
    public String host() {
        return asterisk.host();
    }

    @Override
    public int amiPort() {
        return asterisk.amiPort();
    }

    @Override
    public ManagerUser user() {
        return user;
    }

    @Override
    public void start() {
        asterisk = Asterisk.v22().user(user).create();
        asterisk.start();
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public void configure(KarafFolder karaf) {
        // To Karaf it is a login like any other.
    }

    @Override
    public void makeCalls() {
        try (CallGenerator generator = new CallGenerator(asterisk)) {
            generator.place(Integer.MAX_VALUE, callsPerSecond, call -> {});
        }
    }

    @Override
    public Witness witness() {
        return new PlacingWitness(new CallGenerator(asterisk), callsPerSecond);
    }

    @Override
    public void close() {
        if (asterisk != null) {
            asterisk.close();
        }
    }
}
