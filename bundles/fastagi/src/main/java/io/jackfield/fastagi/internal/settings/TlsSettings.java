package io.jackfield.fastagi.internal.settings;

import io.jackfield.fastagi.InvalidSettingException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The settings that have to do with TLS. Files are read at once. */
final class TlsSettings {

    private static final String CONTEXT = "sslContext";
    private static final String KEY_STORE = "keyStore";
    private static final String KEY_STORE_PASSWORD = "keyStorePassword";
    private static final String KEY_PASSWORD = "keyPassword";
    private static final String TRUST_STORE = "trustStore";
    private static final String TRUST_STORE_PASSWORD = "trustStorePassword";
    private static final List<String> FILES =
            List.of(KEY_STORE, KEY_STORE_PASSWORD, KEY_PASSWORD, TRUST_STORE, TRUST_STORE_PASSWORD);

    private final Settings settings;

    TlsSettings(Settings settings) {
        this.settings = settings;
    }

    /** How connections are encrypted; empty if they are not. */
    Optional<Tls> read() {
        FILES.forEach(settings::text);
        Optional<SSLContext> given = settings.object(CONTEXT, SSLContext.class);
        if (!settings.flag("tls", false)) {
            refuse(FILES, "tls is not true");
            given.ifPresent(context -> refuse(List.of(CONTEXT), "tls is not true"));
            return Optional.empty();
        }
        if (given.isPresent()) {
            refuse(FILES, CONTEXT + " is given");
            return Optional.of(new Tls(given.get(), false));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Optional<KeyStore> trusted = load(TRUST_STORE, TRUST_STORE_PASSWORD, false);
            context.init(keys(), trusted.isPresent() ? trust(trusted.get()) : null, null);
            return Optional.of(new Tls(context, trusted.isPresent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    private void refuse(List<String> keys, String because) {
        for (String key : keys) {
            if (key.equals(CONTEXT) || settings.text(key).isPresent()) {
                throw new InvalidSettingException(settings.owner() + ": " + key + " has no effect, because " + because);
            }
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        KeyStore keys = load(KEY_STORE, KEY_STORE_PASSWORD, true)
                .orElseThrow(() -> new InvalidSettingException(settings.owner() + ": " + KEY_STORE
                        + " is missing, expected a PKCS12 or JKS file with the server's key and certificate"));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(keys, characters(settings.text(KEY_PASSWORD).or(() -> settings.text(KEY_STORE_PASSWORD))));
        } catch (UnrecoverableKeyException e) {
            throw unusable(KEY_STORE, "a file whose key has the password in " + KEY_PASSWORD, e);
        }
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** What the file that this key names holds: a key, or certificates to trust. */
    private Optional<KeyStore> load(String key, String passwordKey, boolean withKey) {
        Optional<String> name = settings.text(key);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String expected = withKey
                ? "a PKCS12 or JKS file with a key, its password in " + passwordKey
                : "a PEM, PKCS12 or JKS file with certificates, its password in " + passwordKey;
        try {
            Path file = Path.of(name.get()).toAbsolutePath();
            KeyStore store = !withKey && isPem(file)
                    ? certificates(file)
                    : KeyStore.getInstance(regular(file), characters(settings.text(passwordKey)));
            for (String alias : Collections.list(store.aliases())) {
                if (withKey ? store.isKeyEntry(alias) : store.isCertificateEntry(alias)) {
                    return Optional.of(store);
                }
            }
            throw new KeyStoreException("there is none in it");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(key, expected + " (" + e.getMessage() + ")", e);
        }
    }

    private static File regular(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        return file.toFile();
    }

    private static boolean isPem(Path file) throws IOException {
        return Files.readString(regular(file).toPath(), StandardCharsets.ISO_8859_1)
                .contains("-----BEGIN CERTIFICATE");
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate " + store.size(), certificate);
            }
        }
        return store;
    }

    private static char[] characters(Optional<String> password) {
        return password.map(String::toCharArray).orElse(null);
    }

    private InvalidSettingException unusable(String key, String expected, Exception cause) {
        return settings.unusable(key, settings.text(key).orElse(""), expected, cause);
    }
}
