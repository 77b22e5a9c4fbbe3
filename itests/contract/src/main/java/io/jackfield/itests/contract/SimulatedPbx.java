package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.simulator.Simulator;
import io.jackfield.simulator.SimulatorBuilder;
import java.time.Duration;

/** The simulator, in this JVM. */
final class SimulatedPbx implements Pbx {
    private final ServerCertificate certificate;
    private final Simulator simulator;

    SimulatedPbx(ServerCertificate certificate) {
        this.certificate = certificate;
        // Not port 0: a client that retries such a port while it is free can end up connected to itself.
        SimulatorBuilder builder = Simulator.builder()
                .port(LoopbackPorts.next())
                .tls(certificate.server())
                .tlsPort(LoopbackPorts.next())
                .httpPort(LoopbackPorts.next())
                .httpsPort(LoopbackPorts.next())
                .httpTimeout(Duration.ofSeconds(HTTP_TIMEOUT))
                .timestampEvents(true)
                .channelVariables("CONTRACT")
                .prompt("beep", Duration.ofMillis(440))
                .prompt("demo-congrats", Duration.ofSeconds(30))
                .onlyNamedPrompts()
                .queue(Dialplan.QUEUE, Dialplan.QUEUE);
        Users.ALL.forEach(user -> builder.user(user.name(), user.secret(), user.read(), user.write()));
        Dialplan.forEach((context, extensions) ->
                extensions.forEach((name, steps) -> builder.extension(context, name, steps.toArray(String[]::new))));
        simulator = builder.start();
    }

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public AsteriskVersion version() {
        return AsteriskVersion.V22;
    }

    @Override
    public String host() {
        return simulator.host();
    }

    @Override
    public int amiPort() {
        return simulator.amiPort();
    }

    @Override
    public int amiTlsPort() {
        return simulator.amiTlsPort();
    }

    @Override
    public int httpPort() {
        return simulator.httpPort();
    }

    @Override
    public int httpsPort() {
        return simulator.httpsPort();
    }

    @Override
    public ServerCertificate certificate() {
        return certificate;
    }

    @Override
    public void store(String family, String key, String value) {
        simulator.store(family, key, value);
    }

    @Override
    public int logins() {
        return simulator.sessions();
    }

    @Override
    public Load load(double callsPerSecond) {
        simulator.traffic(callsPerSecond);
        return () -> simulator.traffic(0);
    }

    @Override
    public void kill() {
        simulator.kill();
    }

    @Override
    public void start() {
        simulator.boot();
    }

    @Override
    public void restart() {
        simulator.restart();
    }

    @Override
    public void freeze() {
        simulator.stopAnswering();
    }

    @Override
    public void thaw() {
        simulator.resumeAnswering();
    }

    @Override
    public void close() {
        simulator.close();
    }

    @Override
    public String toString() {
        return simulator.toString();
    }
}
