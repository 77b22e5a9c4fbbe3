package io.jackfield.manager.spi.tls;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.spi.Secret;
import io.jackfield.manager.spi.Settings;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The settings of a connection that have to do with TLS. Files are read when the connection is made. */
public final class TlsSettings {

    private static final String CONTEXT = "sslContext";
    private static final String HOST_NAME = "tlsHostName";
    private static final String HOST_CHECK = "tlsHostCheck";
    private static final String TRUST_STORE = "trustStore";
    private static final String KEY_STORE = "keyStore";
    private static final String KEY_PASSWORD = "keyPassword";
    private static final List<String> FILES =
            List.of(TRUST_STORE, TRUST_STORE + "Password", KEY_STORE, KEY_STORE + "Password", KEY_PASSWORD);

    private final String owner;
    private final Settings settings;
    private final boolean on;

    public TlsSettings(Settings settings) {
        this.owner = settings.owner();
        this.settings = settings;
        this.on = settings.flag("tls", false);
    }

    /** Whether the connection is to be encrypted. */
    public boolean isOn() {
        return on;
    }

    /**
     * How it is to be encrypted; empty if it is not. The connection asks for the check of the host itself.
     *
     * @param host what the connection is made to
     * @param peer the same as {@code host:port}
     * @throws InvalidSettingException if a file cannot be used, or a key has no effect; the message says why
     */
    public Optional<Tls> read(String host, String peer) {
        return read(host, peer, false);
    }

    /**
     * The same for connections that always insist on the host they connect to, as {@code java.net.http} does: if the
     * certificate is to name another host or none, whoever trusts it checks that as well. A given {@code sslContext} cannot be
     * made to, so that these two settings are refused beside it.
     */
    public Optional<Tls> readForUrl(String host, String peer) {
        return read(host, peer, true);
    }

    private Optional<Tls> read(String host, String peer, boolean url) {
        FILES.forEach(key -> settings.text(key, null));
        SSLContext given = settings.object(CONTEXT, SSLContext.class);
        String expectedHost = settings.text(HOST_NAME, host);
        boolean hostCheck = settings.flag(HOST_CHECK, true);
        if (!on) {
            refuse(List.of(HOST_NAME, CONTEXT), "tls is not true");
            refuse(FILES, "tls is not true");
            return Optional.empty();
        }
        if (given != null && url) {
            refuse(List.of(HOST_NAME, HOST_CHECK), CONTEXT + " is given and the URL's host is what counts");
        }
        boolean ownCheck = url && !(hostCheck && expectedHost.equalsIgnoreCase(host));
        ServerTrust.HostCheck check = !ownCheck
                ? ServerTrust.HostCheck.AS_ASKED
                : hostCheck ? ServerTrust.HostCheck.EXPECTED : ServerTrust.HostCheck.NONE;
        SSLContext context = given == null ? context(peer, expectedHost, check) : usable(given);
        return Optional.of(new Tls(context, peer, expectedHost, hostCheck));
    }

    private void refuse(List<String> keys, String because) {
        for (String key : keys) {
            if (settings.text(key, null) != null) {
                throw unusable(key + " has no effect, because " + because, null);
            }
        }
    }

    private SSLContext usable(SSLContext given) {
        refuse(FILES, CONTEXT + " is given");
        try {
            given.createSSLEngine();
            return given;
        } catch (IllegalStateException e) {
            throw unusable(CONTEXT + " cannot be used: " + e.getMessage(), e);
        }
    }

    private SSLContext context(String peer, String expectedHost, ServerTrust.HostCheck check) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), new TrustManager[] {new ServerTrust(trust(), peer, expectedHost, check)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private X509ExtendedTrustManager trust() throws GeneralSecurityException {
        KeyStore trusted = load(TRUST_STORE, CertificateFile::trusted);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        try {
            factory.init(trusted);
        } catch (GeneralSecurityException e) {
            throw unusable("the JVM's " + TRUST_STORE + " cannot be used: " + e.getMessage(), e);
        }
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        KeyStore keys = load(KEY_STORE, CertificateFile::keys);
        if (keys == null) {
            refuse(List.of(KEY_PASSWORD), KEY_STORE + " is missing");
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            Optional<Secret> password = password(KEY_PASSWORD).or(() -> password(KEY_STORE + "Password"));
            factory.init(keys, CertificateFile.characters(password));
        } catch (UnrecoverableKeyException e) {
            throw unusable(
                    KEY_STORE + " = " + settings.text(KEY_STORE, "") + " cannot be used: its key has another password"
                            + ", expected in " + KEY_PASSWORD,
                    e);
        }
        return factory.getKeyManagers();
    }

    private interface Reader {
        KeyStore read(Path file, Optional<Secret> password) throws IOException, GeneralSecurityException;
    }

    /** What the file that this key names holds, or null if the key is absent. */
    private KeyStore load(String key, Reader reader) {
        String name = settings.text(key, null);
        if (name == null) {
            refuse(List.of(key + "Password"), key + " is missing");
            return null;
        }
        try {
            return reader.read(Path.of(name).toAbsolutePath(), password(key + "Password"));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw unusable(key + " = " + name + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Optional<Secret> password(String key) {
        return Optional.ofNullable(settings.text(key, null)).map(Secret::new);
    }

    private InvalidSettingException unusable(String problem, Exception cause) {
        InvalidSettingException unusable = new InvalidSettingException(owner + ": " + problem);
        if (cause != null) {
            unusable.initCause(cause);
        }
        return unusable;
    }
}
