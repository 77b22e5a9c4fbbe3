package io.jackfield.itests.asterisk;

import io.jackfield.itests.asterisk.internal.KeyTool;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate of its own for {@link LoopbackPorts#HOST} and {@code localhost}, which nobody trusts who is not told to. */
public final class ServerCertificate {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final char[] PASSWORD = "public".toCharArray();

    private final KeyStore store;

    private ServerCertificate(KeyStore store) {
        this.store = store;
    }

    /** Makes one with the JDK's {@code keytool}, which takes about a second. */
    public static ServerCertificate make() {
        return new ServerCertificate(KeyTool.selfSigned(LoopbackPorts.HOST, PASSWORD));
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) store.getCertificate(KeyTool.ALIAS);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** Key and certificate in one text, as Asterisk's {@code tlscertfile} has them. */
    public String pem() {
        try {
            Key key = store.getKey(KeyTool.ALIAS, PASSWORD);
            Certificate certificate = store.getCertificate(KeyTool.ALIAS);
            return section("PRIVATE KEY", key.getEncoded()) + section("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** For a server in this JVM that shows it. */
    public SSLContext server() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** For a client that trusts it and nothing else. */
    public SSLContext trust() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyTool.onlyCertificate(certificate()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static String section(String label, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, LINES.encodeToString(content));
    }

    private static AsteriskException unusable(GeneralSecurityException cause) {
        return new AsteriskException("cannot use a certificate that was just made: " + cause.getMessage(), cause);
    }
}
