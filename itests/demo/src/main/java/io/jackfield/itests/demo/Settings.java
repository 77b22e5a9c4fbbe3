package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.LoopbackPorts;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What this run of Karaf has for itself: ports on loopback, a user, the connections to the PBX and from it.
 *
 * @param sshPort the port of Karaf's shell
 * @param registryPort the port at which JMX clients ask
 * @param serverPort the port at which JMX serves them
 * @param password the password of {@link #USER}
 */
record Settings(int sshPort, int registryPort, int serverPort, String password) {
    /** Who may do everything in this Karaf. */
    static final String USER = "demo";

    static final String PASSWORD_FILE = "demo.password";
    static final String SECRET_FILE = "pbx1.secret";

    /** Stands for the secret of the manager user in configuration files. */
    static final String SECRET = "$[secret:" + SECRET_FILE + "]";

    /** What the routes store, ended and sender log, that is each ended call and each case, goes to standard output as well as to the log. */
    private static final String CALLS_TO_STANDARD_OUTPUT =
            """
            log4j2.appender.calls.type = Console
            log4j2.appender.calls.name = Calls
            log4j2.appender.calls.layout.type = PatternLayout
            log4j2.appender.calls.layout.pattern = %m%n
            log4j2.logger.calls.name = store
            log4j2.logger.calls.level = INFO
            log4j2.logger.calls.appenderRef.Calls.ref = Calls
            log4j2.logger.ivr.name = ended
            log4j2.logger.ivr.level = INFO
            log4j2.logger.ivr.appenderRef.Calls.ref = Calls
            log4j2.logger.cases.name = sender
            log4j2.logger.cases.level = INFO
            log4j2.logger.cases.appenderRef.Calls.ref = Calls
            """;

    static Settings random() {
        return new Settings(LoopbackPorts.next(), LoopbackPorts.next(), LoopbackPorts.next(), randomSecret());
    }

    static String randomSecret() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    Management management() {
        return new Management(registryPort, USER, password);
    }

    /** Writes it all into the configuration of a Karaf that has not run yet. */
    void write(KarafFolder karaf, Pbx pbx, List<String> features) {
        karaf.set("org.apache.karaf.shell.cfg", "sshPort", Integer.toString(sshPort));
        karaf.set("org.apache.karaf.management.cfg", "rmiRegistryPort", Integer.toString(registryPort));
        karaf.set("org.apache.karaf.management.cfg", "rmiServerPort", Integer.toString(serverPort));
        karaf.writeSecret(PASSWORD_FILE, password);
        karaf.writeSecret(
                "users.properties",
                USER + " = " + password + ",_g_:admingroup\n"
                        + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
        karaf.writeSecret(SECRET_FILE, pbx.user().secret());
        karaf.configure(
                "io.jackfield.ami-pbx1",
                Map.of(
                        "host", pbx.host(),
                        "port", Integer.toString(pbx.amiPort()),
                        "username", pbx.user().name(),
                        "secret", SECRET));
        karaf.configure(
                "io.jackfield.fastagi-main", Map.of("host", KarafFolder.HOST, "port", Integer.toString(pbx.agiPort())));
        pbx.configure(karaf);
        List<String> all = new ArrayList<>(pbx.features());
        all.addAll(features);
        karaf.append("org.apache.karaf.features.cfg", "featuresBoot", all);
        karaf.append("org.ops4j.pax.logging.cfg", CALLS_TO_STANDARD_OUTPUT);
    }

    @Override
    public String toString() {
        return "Settings[ssh " + sshPort + ", JMX " + registryPort + " and " + serverPort + "]";
    }
}
