package io.jackfield.itests.asterisk.internal;

import io.jackfield.itests.asterisk.AsteriskException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** Key stores with self-signed certificates: the JDK can make those only by its program {@code keytool}. */
public final class KeyTool {
    public static final String ALIAS = "pbx";

    private KeyTool() {}

    /** A store with a new key for this address and {@code localhost}, good for a week. */
    public static KeyStore selfSigned(String address, char[] password) {
        try {
            Path folder = Files.createTempDirectory("certificate-");
            Path file = folder.resolve("store.p12");
            try {
                run(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "7",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:" + address + ",dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(password));
                return read(file, password);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AsteriskException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    /** A store that holds this certificate as one to trust. */
    public static KeyStore onlyCertificate(X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(ALIAS, certificate);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new AsteriskException("cannot keep a certificate: " + e.getMessage(), e);
        }
    }

    private static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, password);
        }
        return store;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
