package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.util.List;
import java.util.Map;

/** The simulator, run by the same Karaf; its calls come by themselves. */
final class SimulatedPbx implements Pbx {
    private final ManagerUser user;
    private final double callsPerSecond;
    private final int port;

    SimulatedPbx(ManagerUser user, double callsPerSecond, int port) {
        this.user = user;
        this.callsPerSecond = callsPerSecond;
        this.port = port;
    }

    @Override
    public String description() {
        return "the simulator, with calls between phones and into queues";
    }

    @Override
    public String host() {
        return KarafFolder.HOST;
    }

    @Override
    public int amiPort() {
        return port;
    }

    @Override
    public ManagerUser user() {
        return user;
    }

    @Override
    public void start() {
        // Karaf does, by the configuration.
    }

    @Override
    public List<String> features() {
        return List.of("jackfield-simulator");
    }

    @Override
    public void configure(KarafFolder karaf) {
        karaf.configure(
                "io.jackfield.simulator-pbx1",
                Map.of(
                        "host", host(),
                        "port", Integer.toString(port),
                        "username", user.name(),
                        "secret", Settings.SECRET,
                        "callsPerSecond", Double.toString(callsPerSecond),
                        "timestampEvents", "true"));
    }

    @Override
    public void makeCalls() {
        // They come by themselves.
    }

    @Override
    public Witness witness() {
        return new ListeningWitness(host(), port, user);
    }

    @Override
    public void close() {
        // It ended with Karaf.
    }
}
