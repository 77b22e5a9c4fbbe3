package io.jackfield.itests.contract;

import io.jackfield.itests.asterisk.Asterisk;
import io.jackfield.itests.asterisk.AsteriskBuilder;
import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.CallGenerator;
import io.jackfield.itests.asterisk.ServerCertificate;

/** An Asterisk on this machine. */
final class RealPbx implements Pbx {
    private final AsteriskVersion version;
    private final ServerCertificate certificate;
    private final Asterisk asterisk;

    RealPbx(AsteriskVersion version, ServerCertificate certificate) {
        this.version = version;
        this.certificate = certificate;
        AsteriskBuilder builder = Asterisk.of(version)
                .tls(certificate)
                .append("extensions.conf", Dialplan.configuration())
                .append("queues.conf", "[" + Dialplan.QUEUE + "]\nstrategy = ringall\ntimeout = 10\nretry = 1")
                // The digits of a transfer come from an action here; on a busy machine they may take their time.
                .append("features.conf", "[general](+)\nfeaturedigittimeout = 5000\ntransferdigittimeout = 10")
                .append("pjsip.conf", Dialplan.sipTelephone())
                .append("manager.conf", "[general](+)\nchannelvars = CONTRACT\nhttptimeout = " + HTTP_TIMEOUT);
        Users.ALL.forEach(builder::user);
        asterisk = builder.start();
    }

    @Override
    public String name() {
        return version.toString();
    }

    @Override
    public AsteriskVersion version() {
        return version;
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
    public int amiTlsPort() {
        return asterisk.amiTlsPort();
    }

    @Override
    public int httpPort() {
        return asterisk.httpPort();
    }

    @Override
    public int httpsPort() {
        return asterisk.httpTlsPort();
    }

    /** For telephones that call it by SIP. */
    Asterisk asterisk() {
        return asterisk;
    }

    @Override
    public ServerCertificate certificate() {
        return certificate;
    }

    @Override
    public void store(String family, String key, String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
        asterisk.cli("database put " + family + " " + key + " \"" + quoted + "\"");
    }

    @Override
    public int logins() {
        // A line each; connections without a login have one without a name.
        return (int) asterisk.cli("manager show connected")
                .lines()
                .filter(line -> line.matches("  \\S.*"))
                .count();
    }

    @Override
    public Load load(double callsPerSecond) {
        CallGenerator generator = new CallGenerator(asterisk);
        Thread thread = new Thread(() -> place(generator, callsPerSecond), "calls at " + name());
        thread.setDaemon(true);
        thread.start();
        return () -> end(generator, thread);
    }

    private static void place(CallGenerator generator, double callsPerSecond) {
        try {
            generator.place(Integer.MAX_VALUE, callsPerSecond, call -> {});
        } catch (AsteriskException over) {
            // The PBX died, or the load was closed: either way nobody wants more calls.
            generator.close();
        }
    }

    private static void end(CallGenerator generator, Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        generator.close();
    }

    @Override
    public void kill() {
        asterisk.kill();
    }

    @Override
    public void start() {
        asterisk.start();
    }

    @Override
    public void restart() {
        asterisk.restart();
    }

    @Override
    public void freeze() {
        asterisk.freeze();
    }

    @Override
    public void thaw() {
        asterisk.thaw();
    }

    @Override
    public void close() {
        asterisk.close();
    }

    @Override
    public String toString() {
        return asterisk.toString();
    }
}
