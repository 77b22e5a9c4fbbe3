package io.jackfield.simulator.internal.karaf;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/io.jackfield.simulator-<name>.cfg}, described for tools; the component reads them itself. */
@ObjectClassDefinition(
        name = "Jackfield simulator",
        description = "A stand-in PBX that speaks AMI and AJAM; the part of the file name after the dash is its name.")
public @interface SimulatorConfiguration {

    @AttributeDefinition(description = "Name of the simulator; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(description = "Address to listen on.")
    String host() default "127.0.0.1";

    @AttributeDefinition(
            description = "TCP port of the manager interface; 0 takes any free one.",
            min = "0",
            max = "65535")
    int port() default 5038;

    @AttributeDefinition(
            description =
                    "PKCS12 or JKS file with the key and certificate to show; with it the manager interface is offered over TLS as well.")
    String keyStore() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of that file and of the key in it; write it as $[secret:file] or $[env:VARIABLE].")
    String keyStorePassword() default "";

    @AttributeDefinition(
            description = "TCP port of the manager interface over TLS; 0 takes any free one. Needs keyStore.",
            min = "0",
            max = "65535")
    int tlsPort() default 5039;

    @AttributeDefinition(
            description =
                    "TCP port of the manager interface over HTTP (AJAM); 0 takes any free one, without this key there is none.",
            min = "0",
            max = "65535",
            required = false)
    int httpPort();

    @AttributeDefinition(
            description =
                    "TCP port of the manager interface over HTTPS; 0 takes any free one. Needs httpPort and keyStore.",
            min = "0",
            max = "65535")
    int httpsPort() default 8089;

    @AttributeDefinition(description = "What the paths over HTTP begin with: asterisk makes it /asterisk/rawman.")
    String httpPrefix() default "";

    @AttributeDefinition(description = "Manager user that may log in.")
    String username();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "That user's secret; write it as $[secret:file] or $[env:VARIABLE] to keep it out of this file.")
    String secret();

    @AttributeDefinition(description = "Classes of events the user may see, between commas, or all.")
    String read() default "all";

    @AttributeDefinition(description = "Classes of actions the user may use, between commas, or all.")
    String write() default "all";

    @AttributeDefinition(description = "How many calls it generates a second, evenly spread; 0 for none.")
    double callsPerSecond() default 0;

    @AttributeDefinition(description = "Shortest conversation of a generated call.")
    String minTalk() default "1s";

    @AttributeDefinition(description = "Longest conversation of a generated call.")
    String maxTalk() default "6s";

    @AttributeDefinition(description = "How long a telephone rings before it is answered; generated calls vary it.")
    String answerAfter() default "500ms";

    @AttributeDefinition(description = "The same seed makes the same generated calls.")
    long seed() default 1;

    @AttributeDefinition(description = "Whether events carry the time they were raised.")
    boolean timestampEvents() default false;
}
