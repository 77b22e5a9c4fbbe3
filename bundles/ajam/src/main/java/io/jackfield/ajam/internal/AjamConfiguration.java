package io.jackfield.ajam.internal;

import io.jackfield.manager.spi.ConnectionConfiguration;
import io.jackfield.manager.spi.tls.TlsConfiguration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code etc/io.jackfield.ajam-<name>.cfg}, described for tools; {@code AjamConnectionFactory} reads them. */
@ObjectClassDefinition(
        name = "Jackfield AJAM connection",
        description =
                "A login at one Asterisk over HTTP or HTTPS; the part of the file name after the dash is its name.")
public interface AjamConfiguration extends ConnectionConfiguration, TlsConfiguration {

    @AttributeDefinition(
            description = "Port of its HTTP server: by default 8088, with TLS 8089.",
            required = false,
            min = "1",
            max = "65535")
    int port();

    @AttributeDefinition(
            description =
                    "Whether HTTP digest authentication proves every request, instead of a login; auth has no effect then.",
            defaultValue = "false")
    boolean digest();

    @AttributeDefinition(
            description = "Prefix of the paths, as in the PBX's http.conf; empty by default.",
            required = false)
    String prefix();

    @AttributeDefinition(
            description = "Format of the answers. In mxml the spelling of header names is lost.",
            options = {@Option(label = "Plain text", value = "rawman"), @Option(label = "XML", value = "mxml")},
            defaultValue = "rawman")
    String format();

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
                    "How long the PBX may wait for an event before it answers without one; less than any proxy's time limit.",
            defaultValue = "30s")
    String pollTimeout();

    @AttributeDefinition(
            description = "Least time between the beginnings of two requests for events.",
            defaultValue = "100ms")
    String pollInterval();

    @AttributeDefinition(
            description = "How many actions may be under way at a time; with 1 they are served in their order.",
            required = false,
            min = "1",
            max = "50",
            defaultValue = "4")
    int maxRequests();

    @AttributeDefinition(description = "How long the TCP connect and the TLS handshake may take.", defaultValue = "5s")
    String connectTimeout();
}
