package io.jackfield.jms.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/io.jackfield.broker-<name>.cfg}, described for tools; {@link BrokerSettings} reads them. */
@ObjectClassDefinition(
        name = "Jackfield JMS broker",
        description = "An ActiveMQ broker in this Karaf; the part of the file name after the dash is its name.")
public @interface BrokerConfiguration {

    @AttributeDefinition(
            description =
                    "Name of the broker and of its connection factory; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(description = "Folder for messages that wait, for example ${karaf.data}/broker.")
    String folder();

    @AttributeDefinition(
            description =
                    "How much of the disk messages that wait may take. Beyond it, and when the disk is full, sending fails.")
    String storeLimit() default "1GiB";

    @AttributeDefinition(
            description =
                    "Host name or address to listen on for clients outside Karaf; 0.0.0.0 for every one of this machine.")
    String host() default "127.0.0.1";

    @AttributeDefinition(
            description = "Port to listen on for clients outside Karaf; 0 takes any free one.",
            min = "0",
            max = "65535")
    int port() default 61616;

    @AttributeDefinition(
            description = "The user that clients outside Karaf log in as. Without one the broker does not listen.",
            required = false)
    String username();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "That user's password; write it as $[secret:file] or $[env:VARIABLE].",
            required = false)
    String password();
}
