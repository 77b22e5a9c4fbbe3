package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.ConfigurationFiles;
import io.jackfield.itests.asterisk.internal.InstanceFolder;
import io.jackfield.itests.asterisk.internal.Ports;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says how an {@link Asterisk} is to be. Without a word it has a dialplan whose extensions are listed at the top of
 * {@code extensions.conf}, queues, a conference, a parking lot, a SIP phone {@code alice}, AMI with time stamps, AJAM, and the manager
 * users {@link Asterisk#admin}, {@link Asterisk#reader} and {@link Asterisk#powerless} with random secrets.
 */
public final class AsteriskBuilder {
    private final AsteriskVersion version;
    private final List<ManagerUser> users = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> appended = new LinkedHashMap<>();
    private AsteriskInstallation installation;
    private Path folder;
    private ServerCertificate certificate;

    AsteriskBuilder(AsteriskVersion version) {
        this.version = version;
    }

    /** Adds a manager user who sees and may do everything. */
    public AsteriskBuilder user(String name, String secret) {
        return user(ManagerUser.all(name, secret));
    }

    public AsteriskBuilder user(ManagerUser user) {
        users.add(user);
        return this;
    }

    /** Sets a global variable of the dialplan, such as {@code WAIT}, {@code AGI_HOST} or {@code AGI_PORT}. */
    public AsteriskBuilder variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /**
     * Puts text at the end of a configuration file such as {@code queues.conf}; a file that is not there is made. A line
     * {@code [support](+)} adds to a section that is there.
     */
    public AsteriskBuilder append(String file, String text) {
        appended.merge(file, text, (before, more) -> before + "\n" + more);
        return this;
    }

    /** Offers AMI and HTTP over TLS, too, at {@link Asterisk#amiTlsPort} and {@link Asterisk#httpTlsPort}, with this certificate. */
    public AsteriskBuilder tls(ServerCertificate certificate) {
        this.certificate = certificate;
        return this;
    }

    /** Uses this folder, which stays after {@link Asterisk#close}, instead of a temporary one. */
    public AsteriskBuilder folder(Path folder) {
        this.folder = folder;
        return this;
    }

    /** Uses this Asterisk instead of looking for one. */
    public AsteriskBuilder installation(AsteriskInstallation installation) {
        this.installation = installation;
        return this;
    }

    /**
     * Makes the instance with its folder and ports, and does not start it: a PBX that is not there yet.
     *
     * @throws AsteriskException if there is no such Asterisk on this machine and it cannot be installed
     */
    public Asterisk create() {
        AsteriskInstallation found = installation == null ? AsteriskInstallation.find(version) : installation;
        Map<String, ManagerUser> byName = new LinkedHashMap<>();
        for (ManagerUser user : List.of(
                ManagerUser.all("admin", randomSecret()),
                ManagerUser.readOnly("reader", randomSecret()),
                ManagerUser.powerless("powerless", randomSecret()))) {
            byName.put(user.name(), user);
        }
        users.forEach(user -> byName.put(user.name(), user));
        Ports ports = Ports.free();
        InstanceFolder home = folder == null ? InstanceFolder.temporary() : InstanceFolder.lasting(folder);
        Map<String, String> additions = new LinkedHashMap<>(appended);
        if (certificate != null) {
            additions.put("asterisk.pem", certificate.pem());
        }
        ConfigurationFiles.write(home.configuration(), values(ports, byName), additions);
        return new Asterisk(found, home, ports, byName);
    }

    /**
     * {@link #create}, then {@link Asterisk#start}.
     *
     * @throws AsteriskException if it does not start, with the end of its log; nothing is left of it then
     */
    public Asterisk start() {
        Asterisk asterisk = create();
        try {
            return asterisk.start();
        } catch (RuntimeException e) {
            asterisk.close();
            throw e;
        }
    }

    private Map<String, String> values(Ports ports, Map<String, ManagerUser> byName) {
        return Map.of(
                "host", LoopbackPorts.HOST,
                "tls", certificate == null ? "no" : "yes",
                "ami.port", Integer.toString(ports.ami()),
                "ami.tls.port", Integer.toString(ports.amiTls()),
                "http.port", Integer.toString(ports.http()),
                "http.tls.port", Integer.toString(ports.httpTls()),
                "sip.port", Integer.toString(ports.sip()),
                "secret", byName.get("admin").secret(),
                "ami.users",
                        lines(byName.values().stream()
                                .map(AsteriskBuilder::section)
                                .toList()),
                "variables",
                        lines(variables.entrySet().stream()
                                .map(variable -> variable.getKey() + " = " + variable.getValue())
                                .toList()));
    }

    private static String section(ManagerUser user) {
        return "[%s]\nsecret = %s\nread = %s\nwrite = %s\n"
                .formatted(user.name(), user.secret(), user.read(), user.write());
    }

    private static String lines(List<String> parts) {
        return parts.stream().collect(Collectors.joining("\n"));
    }

    private static String randomSecret() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
