package io.jackfield.manager.spi.tls;

import java.security.cert.CertificateException;

/** The PBX's certificate is refused; the message names the PBX and tells a person why, and what to do. */
final class ServerCertificateException extends CertificateException {

    ServerCertificateException(String message, CertificateException cause) {
        super(message, cause);
    }
}
