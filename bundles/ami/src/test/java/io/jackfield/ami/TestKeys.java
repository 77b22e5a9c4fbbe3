package io.jackfield.ami;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certification authority and keys it signed, made by the JDK's keytool in a folder of the test. */
final class TestKeys {

    static final String PASSWORD = "store-is-secret";

    private final Path folder;
    private final KeyStore all;

    TestKeys(Path folder) throws Exception {
        this.folder = folder;
        pair("ca", "CN=Test CA", "-ext", "bc:c");
        pair("pbx", "CN=pbx", "-signer", "ca", "-ext", "san=dns:pbx.example.com,dns:localhost");
        pair("address", "CN=pbx", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
        pair("old", "CN=localhost", "-signer", "ca", "-startdate", "-10d", "-validity", "5");
        all = KeyStore.getInstance(folder.resolve("all.p12").toFile(), PASSWORD.toCharArray());
    }

    private void pair(String alias, String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                folder.resolve("all.p12").toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                name));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(alias + ".log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroy();
            throw new IOException("keytool: " + Files.readString(folder.resolve(alias + ".log")));
        }
    }

    /** The authority's certificate as PEM, with what else is found in such files. */
    Path pem() throws IOException, GeneralSecurityException {
        return Files.writeString(
                folder.resolve("ca.pem"),
                "subject=CN = Test CA\n-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA==\n-----END EC PRIVATE KEY-----\n"
                        + "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(all.getCertificate("ca").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** The authority's certificate in a key store. */
    Path trustStore(String type) throws IOException, GeneralSecurityException {
        KeyStore store = empty(type);
        store.setCertificateEntry("ca", all.getCertificate("ca"));
        return write(store, "trust." + type);
    }

    /** One of the keys in a key store. */
    Path keyStore(String type, String alias, String keyPassword) throws IOException, GeneralSecurityException {
        return write(only(type, alias, keyPassword), alias + "." + type);
    }

    /** What a server needs that shows this key. */
    SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(only("PKCS12", alias, PASSWORD), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    /** What a client needs that trusts the authority. */
    SSLContext client() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    /** A port that shows this key. */
    ServerSocket listen(String alias) throws IOException, GeneralSecurityException {
        return server(alias).getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore authority = empty("PKCS12");
        authority.setCertificateEntry("ca", all.getCertificate("ca"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authority);
        return trust;
    }

    private KeyStore only(String type, String alias, String keyPassword) throws IOException, GeneralSecurityException {
        Certificate[] chain = all.getCertificateChain(alias);
        KeyStore store = empty(type);
        store.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), keyPassword.toCharArray(), chain);
        return store;
    }

    private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private Path write(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
