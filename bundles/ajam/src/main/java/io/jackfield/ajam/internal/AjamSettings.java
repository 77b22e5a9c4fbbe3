package io.jackfield.ajam.internal;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Settings;
import io.jackfield.manager.spi.Transport;
import io.jackfield.manager.spi.tls.Tls;
import io.jackfield.manager.spi.tls.TlsSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a connection over HTTP needs to know besides what every connection does.
 *
 * @param host of the PBX
 * @param port of its HTTP server
 * @param uri that all requests go to
 * @param format of the answers
 * @param digest whether every request proves itself, instead of a login with a cookie
 * @param tls encryption, or empty
 * @param proxy HTTP proxy, or empty
 * @param connectTimeout bounds the TCP connect and the TLS handshake
 * @param pollTimeout how long the PBX may wait for an event before it answers without one
 * @param pollInterval least time between the beginnings of two polls
 * @param maxRequests how many actions may be under way at a time
 */
public record AjamSettings(
        String host,
        int port,
        URI uri,
        BodyFormat format,
        boolean digest,
        Optional<Tls> tls,
        Optional<InetSocketAddress> proxy,
        Duration connectTimeout,
        Duration pollTimeout,
        Duration pollInterval,
        int maxRequests) {

    private static final int PORT = 8088;
    private static final int TLS_PORT = 8089;
    /** http.conf's {@code sessionlimit} is 100 for all clients together. */
    private static final int MOST_REQUESTS = 50;

    /** @throws InvalidSettingException naming the owner, the key and what is wrong with it */
    public static AjamSettings read(Settings settings) {
        TlsSettings tls = new TlsSettings(settings);
        String owner = settings.owner();
        String host = settings.required("host");
        int port = settings.number("port", tls.isOn() ? TLS_PORT : PORT, 1, 65535);
        boolean digest = settings.flag("digest", false);
        if (digest && settings.text("auth", null) != null) {
            throw new InvalidSettingException(owner + ": auth has no effect, because digest is true");
        }
        BodyFormat format = settings.choice("format", BodyFormat.RAWMAN);
        return new AjamSettings(
                host,
                port,
                uri(owner, settings, tls.isOn() ? "https" : "http", host, port, digest, format),
                format,
                digest,
                tls.readForUrl(host, Transport.peer(host, port)),
                proxy(owner, settings),
                settings.duration("connectTimeout", Duration.ofSeconds(5)),
                settings.duration("pollTimeout", Duration.ofSeconds(30)),
                settings.duration("pollInterval", Duration.ofMillis(100)),
                settings.number("maxRequests", 4, 1, MOST_REQUESTS));
    }

    private static URI uri(
            String owner, Settings settings, String scheme, String host, int port, boolean digest, BodyFormat format) {
        String prefix = settings.text("prefix", "").replaceAll("^/+|/+$", "");
        if (!prefix.matches("[\\w.~/-]*")) {
            throw new InvalidSettingException(owner + ": prefix = " + prefix
                    + " cannot be used, expected a path such as asterisk, as in http.conf");
        }
        String path = (prefix.isEmpty() ? "/" : "/" + prefix + "/")
                + (digest ? "a" : "")
                + format.name().toLowerCase(Locale.ROOT);
        try {
            return new URI(scheme, null, host, port, path, null, null);
        } catch (URISyntaxException e) {
            InvalidSettingException invalid = new InvalidSettingException(
                    owner + ": host = " + host + " cannot be used, expected a host name or address");
            invalid.initCause(e);
            throw invalid;
        }
    }

    private static Optional<InetSocketAddress> proxy(String owner, Settings settings) {
        String host = settings.text("proxyHost", null);
        int port = settings.number("proxyPort", 3128, 1, 65535);
        if (host == null && settings.text("proxyPort", null) != null) {
            throw new InvalidSettingException(owner + ": proxyPort has no effect, because proxyHost is missing");
        }
        return Optional.ofNullable(host).map(name -> InetSocketAddress.createUnresolved(name, port));
    }

    /** How the PBX is to know who sends a request. */
    Identity identity(ConnectionSettings common) {
        return digest ? new DigestIdentity(common.username(), common.secret(), uri.getPath()) : new CookieIdentity();
    }
}
