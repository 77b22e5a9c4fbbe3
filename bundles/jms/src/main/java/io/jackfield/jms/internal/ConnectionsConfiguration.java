package io.jackfield.jms.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/io.jackfield.jms-<name>.cfg}, described for tools; {@link ConnectionsComponent} reads them. */
@ObjectClassDefinition(
        name = "Jackfield JMS connections",
        description = "Connections to a JMS broker elsewhere; the part of the file name after the dash is their name.")
public @interface ConnectionsConfiguration {

    @AttributeDefinition(
            description = "Name of the connection factory; by default the part of the file name after the dash.")
    String name() default "";

    @AttributeDefinition(
            description =
                    "Where the broker is, for example tcp://broker.example.com:61616 or ssl://...; any that speaks OpenWire.")
    String url();

    @AttributeDefinition(description = "The user to log in as.", required = false)
    String username();

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "That user's password; write it as $[secret:file] or $[env:VARIABLE].",
            required = false)
    String password();
}
