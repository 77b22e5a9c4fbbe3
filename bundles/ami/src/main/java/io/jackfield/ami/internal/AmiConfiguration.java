package io.jackfield.ami.internal;

import io.jackfield.manager.spi.ConnectionConfiguration;
import io.jackfield.manager.spi.tls.TlsConfiguration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/io.jackfield.ami-<name>.cfg}, described for tools; {@code AmiConnectionFactory} reads them. */
@ObjectClassDefinition(
        name = "Jackfield AMI connection",
        description = "A login at one Asterisk over TCP or TLS; the part of the file name after the dash is its name.")
public interface AmiConfiguration extends ConnectionConfiguration, TlsConfiguration {

    @AttributeDefinition(
            description = "Port of its manager interface: by default 5038, with TLS 5039.",
            required = false,
            min = "1",
            max = "65535")
    int port();

    @AttributeDefinition(
            description = "How long the TCP connect may take, then the TLS handshake, then the greeting.",
            defaultValue = "5s")
    String connectTimeout();
}
