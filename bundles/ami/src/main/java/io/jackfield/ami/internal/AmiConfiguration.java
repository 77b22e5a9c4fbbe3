package io.jackfield.ami.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code etc/io.jackfield.ami-<name>.cfg}, described for tools; {@code AmiConnectionFactory} reads them. */
@ObjectClassDefinition(
        name = "Jackfield AMI connection",
        description = "A login at one Asterisk over TCP; the part of the file name after the dash is its name.")
public @interface AmiConfiguration {

    @AttributeDefinition(description = "Name that routes use; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(description = "Host name or address of the PBX.")
    String host();

    @AttributeDefinition(description = "TCP port of its manager interface.", min = "1", max = "65535")
    int port() default 5038;

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

    @AttributeDefinition(description = "How long the TCP connect may take, and again the greeting.")
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
}
