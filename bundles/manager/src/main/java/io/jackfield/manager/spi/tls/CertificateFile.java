package io.jackfield.manager.spi.tls;

import io.jackfield.manager.spi.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads PKCS12 and JKS files, and certificates from PEM files. The messages of exceptions say what is wrong with the file. */
final class CertificateFile {

    private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z ]+-----");
    private static final Pattern PEM_CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private CertificateFile() {}

    /** The certificates to trust. A PEM file may hold other things as well, such as a key. */
    static KeyStore trusted(Path file, Optional<Secret> password) throws IOException, GeneralSecurityException {
        String content = content(file);
        boolean pem = PEM.matcher(content).find();
        KeyStore store = pem ? certificates(content) : store(file, password);
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return store;
            }
        }
        throw new KeyStoreException("there is no trusted certificate in it"
                + (pem || password.isPresent() ? "" : " that can be read without a password"));
    }

    /** A key and the certificates that belong to it. */
    static KeyStore keys(Path file, Optional<Secret> password) throws IOException, GeneralSecurityException {
        if (PEM.matcher(content(file)).find()) {
            throw new KeyStoreException("it is PEM, expected PKCS12 (as openssl pkcs12 -export makes it) or JKS");
        }
        KeyStore store = store(file, password);
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return store;
            }
        }
        throw new KeyStoreException("there is no key in it");
    }

    static char[] characters(Optional<Secret> password) {
        return password.map(secret -> secret.reveal().toCharArray()).orElse(null);
    }

    private static String content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        if (!Files.isReadable(file)) {
            throw new IOException("this process may not read it");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static KeyStore certificates(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (String block :
                PEM_CERTIFICATE.matcher(pem).results().map(MatchResult::group).toList()) {
            store.setCertificateEntry(
                    "certificate " + (store.size() + 1),
                    factory.generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1))));
        }
        return store;
    }

    private static KeyStore store(Path file, Optional<Secret> password) throws IOException, GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), characters(password));
        } catch (KeyStoreException unknown) {
            throw new KeyStoreException("it is neither PKCS12 nor JKS nor PEM", unknown);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new IOException("its password is another one", e);
            }
            throw e;
        }
    }
}
