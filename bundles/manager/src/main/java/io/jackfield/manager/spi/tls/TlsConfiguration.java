package io.jackfield.manager.spi.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;

/** The keys of a file that {@link TlsSettings} reads, described for tools. */
public interface TlsConfiguration {

    @AttributeDefinition(description = "Whether the connection is encrypted by TLS.", defaultValue = "false")
    boolean tls();

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

    @AttributeDefinition(
            description = "Whether the certificate of the PBX must name the host that was asked for.",
            defaultValue = "true")
    boolean tlsHostCheck();

    @AttributeDefinition(
            description = "The host that its certificate must name; by default host. Useful where that is an address.",
            required = false)
    String tlsHostName();
}
