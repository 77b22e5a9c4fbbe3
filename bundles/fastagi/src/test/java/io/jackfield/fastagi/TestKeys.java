package io.jackfield.fastagi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys with certificates that they signed themselves, made by the JDK's keytool in a folder of the test. */
public final class TestKeys {

    public static final String PASSWORD = "store-is-secret";

    private final Path folder;

    public TestKeys(Path folder) {
        this.folder = folder;
    }

    /** A PKCS12 file with one key. */
    public Path keyStore(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        if (!Files.exists(file)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
            command.addAll(
                    List.of("-keyalg", "EC", "-alias", name, "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1"));
            command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroy();
                throw new IOException("keytool: " + Files.readString(folder.resolve(name + ".log")));
            }
        }
        return file;
    }

    /** The certificate of a key, as PEM. */
    public Path pem(String name) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "subject=CN = " + name + "\n-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(load(name).getCertificate(name).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** What a client needs that trusts the one and shows the other, if any. */
    SSLContext client(String trusted, String shown) throws Exception {
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry(trusted, load(trusted).getCertificate(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authority);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown == null ? null : keys(shown), trust.getTrustManagers(), null);
        return context;
    }

    private KeyManager[] keys(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(load(name), PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException, InterruptedException {
        return KeyStore.getInstance(keyStore(name).toFile(), PASSWORD.toCharArray());
    }
}
