package io.jackfield.manager.spi.tls;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * How lines to one PBX are encrypted. Protocols and ciphers are the JVM's.
 *
 * @param context whom to trust, and which key to show
 * @param peer the PBX as {@code host:port}
 * @param expectedHost the host that the PBX is asked for, and that its certificate must name
 * @param hostCheck whether it must
 */
public record Tls(SSLContext context, String peer, String expectedHost, boolean hostCheck) {

    /** What a person should be told about a line that failed for this, or null if it was not for TLS. */
    public String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerCertificateException refused) {
                return refused.getMessage();
            }
            if (cause instanceof CertificateException refused) {
                return "the certificate of " + peer + " is refused: " + refused.getMessage();
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException problem) {
                return "TLS: " + problem.getMessage();
            }
        }
        return null;
    }
}
