package io.jackfield.fastagi.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/io.jackfield.fastagi-<name>.cfg}, described for tools; {@code ServerSettings} reads them. */
@ObjectClassDefinition(
        name = "Jackfield FastAGI server",
        description = "A port for Asterisk's AGI(agi://...); the part of the file name after the dash is its name.")
public @interface FastAgiConfiguration {

    @AttributeDefinition(
            description = "Name that handlers and routes use; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(description = "Host name or address to listen on; 0.0.0.0 for every one of this machine.")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port to listen on; 0 takes any free one.", min = "0", max = "65535")
    int port() default 4573;

    @AttributeDefinition(
            description =
                    "Who may connect: addresses and networks such as 10.0.0.0/8, separated by commas. Whoever may can have "
                            + "handlers run, so name PBXs only.")
    String allow() default "127.0.0.0/8,::1";

    @AttributeDefinition(
            description = "How many sessions at the same time; one more gets AGISTATUS=FAILURE.",
            min = "1")
    int maxSessions() default 10_000;

    @AttributeDefinition(
            description = "How many sessions of one peer at the same time; by default as many as in all.",
            required = false,
            min = "1")
    int maxSessionsPerPeer();

    @AttributeDefinition(
            description =
                    "How many connections at the same time may still owe their environment; one more costs the oldest its "
                            + "place.",
            min = "1")
    int maxHandshakes() default 1000;

    @AttributeDefinition(
            description = "How long the whole environment may take, TLS included, and then the call of the handler.")
    String handshakeTimeout() default "5s";

    @AttributeDefinition(
            description = "How long a session may last whatever it does; by default as long as it wants.",
            required = false)
    String maxSessionAge();

    @AttributeDefinition(
            description = "How long a session may last without a command before it counts as forgotten and is ended.")
    String idleTimeout() default "5m";

    @AttributeDefinition(
            description =
                    "Longest command in bytes: 2046 for every Asterisk, up to 8190 for 20.16, 21.11, 22.6, 23 and later.",
            min = "256",
            max = "8190")
    int lineLimit() default 2046;

    @AttributeDefinition(
            description =
                    "How long sessions may go on when the server or their handler is stopped, before they are ended.")
    String drainTimeout() default "10s";

    @AttributeDefinition(description = "Whether connections are encrypted by TLS, which needs stunnel at the PBX.")
    boolean tls() default false;

    @AttributeDefinition(
            description = "File with the server's key and certificate, as PKCS12 or JKS.",
            required = false)
    String keyStore();

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that file.", required = false)
    String keyStorePassword();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of the key in that file; by default that of the file.",
            required = false)
    String keyPassword();

    @AttributeDefinition(
            description =
                    "File with certificates to trust, as PEM, PKCS12 or JKS; with it peers must show one that they signed.",
            required = false)
    String trustStore();

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Password of that file.", required = false)
    String trustStorePassword();
}
