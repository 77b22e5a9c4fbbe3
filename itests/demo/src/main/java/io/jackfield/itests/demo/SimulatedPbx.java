package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The simulator, run by the same Karaf; its calls come by themselves. */
final class SimulatedPbx implements Pbx {
    private final ManagerUser user;
    private final double callsPerSecond;
    private final int port;
    private final int agiPort;

    SimulatedPbx(ManagerUser user, double callsPerSecond, int port, int agiPort) {
        this.user = user;
        this.callsPerSecond = callsPerSecond;
        this.port = port;
        this.agiPort = agiPort;
    }

    @Override
    public String description() {
        return "the simulator, with calls between phones, into queues, to an IVR and out by carriers";
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
    public int agiPort() {
        return agiPort;
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
        Map<String, String> values = new HashMap<>(Map.of(
                "host", host(),
                "port", Integer.toString(port),
                "username", user.name(),
                "secret", Settings.SECRET,
                "callsPerSecond", Double.toString(callsPerSecond),
                "timestampEvents", "true"));
        Caller.dialplan(KarafFolder.HOST, agiPort)
                .forEach(extension -> values.put(
                        "extension." + extension.context() + "." + extension.name(),
                        String.join("; ", extension.steps())));
        karaf.configure("io.jackfield.simulator-pbx1", values);
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
