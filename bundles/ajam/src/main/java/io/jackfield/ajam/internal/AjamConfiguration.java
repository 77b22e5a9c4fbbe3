package io.jackfield.ajam.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code etc/io.jackfield.ajam-<name>.cfg}, described for tools; {@code AjamConnectionFactory} reads them. */
@ObjectClassDefinition(
        name = "Jackfield AJAM connection",
        description =
                "A login at one Asterisk over HTTP or HTTPS; the part of the file name after the dash is its name.")
public @interface AjamConfiguration {

    @AttributeDefinition(description = "Name that routes use; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(description = "Host name or address of the PBX.")
    String host();

    @AttributeDefinition(
            description = "Port of its HTTP server: by default 8088, with TLS 8089.",
            required = false,
            min = "1",
            max = "65535")
    int port();

    @AttributeDefinition(description = "Manager user, as in the PBX's manager.conf.")
    String username();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "The user's secret; write it as $[secret:file] or $[env:VARIABLE] to keep it out of this file.")
    String secret();

    @AttributeDefinition(
            description = "How the login proves itself: by MD5 digest, or with the secret in clear.",
            options = {@Option(label = "MD5 digest", value = "md5"), @Option(label = "In clear", value = "plain")})
    String auth() default "md5";

    @AttributeDefinition(
            description =
                    "Whether HTTP digest authentication proves every request, instead of a login; auth has no effect then.")
    boolean digest() default false;

    @AttributeDefinition(
            description = "Prefix of the paths, as in the PBX's http.conf; empty by default.",
            required = false)
    String prefix();

    @AttributeDefinition(
            description = "Format of the answers. In mxml the spelling of header names is lost.",
            options = {@Option(label = "Plain text", value = "rawman"), @Option(label = "XML", value = "mxml")})
    String format() default "rawman";

    @AttributeDefinition(description = "Host name or address of an HTTP proxy on the way.", required = false)
    String proxyHost();

    @AttributeDefinition(
            description = "Port of that proxy; by default 3128.",
            required = false,
            min = "1",
            max = "65535")
    int proxyPort();

    @AttributeDefinition(
            description =
                    "How long the PBX may wait for an event before it answers without one; less than any proxy's time limit.")
    String pollTimeout() default "30s";

    @AttributeDefinition(description = "Least time between the beginnings of two requests for events.")
    String pollInterval() default "100ms";

    @AttributeDefinition(
            description = "How many actions may be under way at a time; with 1 they are served in their order.",
            required = false,
            min = "1",
            max = "50")
    int maxRequests() default 4;

    @AttributeDefinition(description = "Whether the connection is encrypted by TLS.")
    boolean tls() default false;

    @AttributeDefinition(
            description = "File with the certificates to trust, as PEM, PKCS12 or JKS; by default the JVM's.",
            required = false)
    String trustStore();

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that file.", required = false)
    String trustStorePassword();

    @AttributeDefinition(
            description = "File with a key and certificate to show to the PBX, as PKCS12 or JKS.",
            required = false)
    String keyStore();

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that file.", required = false)
    String keyStorePassword();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of the key in that file; by default that of the file.",
            required = false)
    String keyPassword();

    @AttributeDefinition(description = "Whether the certificate of the PBX must name the host that was asked for.")
    boolean tlsHostCheck() default true;

    @AttributeDefinition(
            description = "The host that its certificate must name; by default host. Useful where that is an address.",
            required = false)
    String tlsHostName();

    @AttributeDefinition(description = "How long the TCP connect and the TLS handshake may take.")
    String connectTimeout() default "5s";

    @AttributeDefinition(description = "How long an action waits for its answer unless its route says otherwise.")
    String actionTimeout() default "10s";

    @AttributeDefinition(description = "How often the line is checked with a Ping.")
    String pingInterval() default "10s";

    @AttributeDefinition(description = "How long the answer to that Ping may take before the line counts as dead.")
    String pingTimeout() default "5s";

    @AttributeDefinition(
            description = "First wait after a loss; it doubles with every attempt and is spread at random.")
    String reconnectDelay() default "100ms";

    @AttributeDefinition(description = "Longest wait between two attempts.")
    String reconnectMaxDelay() default "1500ms";

    @AttributeDefinition(description = "Wait after the PBX refused the login.")
    String loginRetryDelay() default "60s";

    @AttributeDefinition(
            description = "Whether the login is kept always, or opened on demand and left after idleTimeout.",
            options = {@Option(label = "Always", value = "always"), @Option(label = "On demand", value = "demand")})
    String connect() default "always";

    @AttributeDefinition(description = "How long a login on demand lingers after its last use.")
    String idleTimeout() default "60s";

    @AttributeDefinition(
            description =
                    "Whether actions share the login of the events, or have a login of their own so that slow ones do not "
                            + "hold events up.",
            options = {@Option(label = "Shared", value = "shared"), @Option(label = "Separate", value = "separate")})
    String actionConnection() default "shared";

    @AttributeDefinition(
            description =
                    "Risky actions that are permitted, separated by commas, such as Command or Originate:System; wildcards "
                            + "are allowed.",
            required = false)
    String permit();

    @AttributeDefinition(description = "Whether the PBX is told the names of the events that are needed, too.")
    boolean pushFilter() default false;
}
