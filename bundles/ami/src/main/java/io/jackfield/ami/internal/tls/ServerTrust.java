package io.jackfield.ami.internal.tls;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides as the JDK does, and says what is wrong with a certificate in words that lead to the setting to change. */
final class ServerTrust extends X509ExtendedTrustManager {

    /** The kinds of subject alternative names that are a DNS name and an IP address. */
    private static final Set<Integer> HOSTS = Set.of(2, 7);

    private final X509ExtendedTrustManager jdk;
    private final String peer;
    private final String expectedHost;

    /**
     * @param peer the PBX as {@code host:port}
     * @param expectedHost whom its certificate must name
     */
    ServerTrust(X509ExtendedTrustManager jdk, String peer, String expectedHost) {
        this.jdk = jdk;
        this.peer = peer;
        this.expectedHost = expectedHost;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException refused) {
            throw new ServerCertificateException(
                    "the certificate of " + peer
                            + (isTrusted(chain, authType) ? wrongHost(chain[0]) : untrusted(chain[0], refused)),
                    refused);
        }
    }

    /** Whether it would do for another host. */
    private boolean isTrusted(X509Certificate[] chain, String authType) {
        try {
            jdk.checkServerTrusted(chain, authType);
            return true;
        } catch (CertificateException untrusted) {
            return false;
        }
    }

    private String wrongHost(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = names(certificate);
        return " is for " + String.join(", ", names) + " and not for " + expectedHost
                + ": if that is the right PBX, set tlsHostName = " + names.get(0);
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (HOSTS.contains(alternative.get(0))) {
                    names.add(alternative.get(1).toString());
                }
            }
        }
        return names.isEmpty() ? List.of(certificate.getSubjectX500Principal().getName()) : names;
    }

    private static String untrusted(X509Certificate certificate, CertificateException refused) {
        Throwable root = refused;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof CertificateExpiredException) {
            return " expired on " + certificate.getNotAfter().toInstant();
        }
        if (root instanceof CertPathBuilderException) {
            return " is not trusted: set trustStore to a file with the certificate of its issuer, "
                    + certificate.getIssuerX500Principal();
        }
        return " is not trusted: " + root.getMessage();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}
