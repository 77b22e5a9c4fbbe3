package io.jackfield.manager.spi.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides as the JDK does, and says what is wrong with a certificate in words that lead to the setting to change. */
final class ServerTrust extends X509ExtendedTrustManager {

    /** Which host the certificate must name. */
    enum HostCheck {
        /** As the connection asks for it. */
        AS_ASKED,
        /** The expected one, whatever the connection asks for. */
        EXPECTED,
        /** None, whatever the connection asks for. */
        NONE
    }

    /** Kinds of subject alternative names. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;
    private static final Set<Integer> HOSTS = Set.of(DNS_NAME, IP_ADDRESS);
    /** IPv6, or IPv4: host names end in a letter. */
    private static final Pattern ADDRESS = Pattern.compile(".*:.*|.*[0-9]");

    private final X509ExtendedTrustManager jdk;
    private final String peer;
    private final String expectedHost;
    private final HostCheck hostCheck;

    /**
     * @param peer the PBX as {@code host:port}
     * @param expectedHost whom its certificate must name
     */
    ServerTrust(X509ExtendedTrustManager jdk, String peer, String expectedHost, HostCheck hostCheck) {
        this.jdk = jdk;
        this.peer = peer;
        this.expectedHost = expectedHost;
        this.hostCheck = hostCheck;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            if (hostCheck == HostCheck.AS_ASKED) {
                jdk.checkServerTrusted(chain, authType, engine);
            } else {
                jdk.checkServerTrusted(chain, authType);
            }
        } catch (CertificateException refused) {
            throw new ServerCertificateException(
                    "the certificate of " + peer
                            + (isTrusted(chain, authType) ? wrongHost(chain[0]) : untrusted(chain[0], refused)),
                    refused);
        }
        if (hostCheck == HostCheck.EXPECTED && !isForExpectedHost(chain[0])) {
            throw new ServerCertificateException("the certificate of " + peer + wrongHost(chain[0]), null);
        }
    }

    /** Whether it names the expected host, or all hosts of its domain. */
    private boolean isForExpectedHost(X509Certificate certificate) throws CertificateParsingException {
        if (ADDRESS.matcher(expectedHost).matches()) {
            return isForExpectedAddress(certificate);
        }
        int domain = expectedHost.indexOf('.');
        String wildcard = domain > 0 ? "*" + expectedHost.substring(domain) : expectedHost;
        return names(certificate).stream()
                .anyMatch(name -> name.equalsIgnoreCase(expectedHost) || name.equalsIgnoreCase(wildcard));
    }

    private boolean isForExpectedAddress(X509Certificate certificate) {
        try {
            X509CertSelector selector = new X509CertSelector();
            selector.addSubjectAlternativeName(IP_ADDRESS, expectedHost);
            return selector.match(certificate);
        } catch (IOException noAddress) {
            return false;
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
