package io.jackfield.fastagi.internal.settings;

import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * How connections are encrypted. Asterisk has no TLS for AGI itself; stunnel and its like stand between. Protocols and ciphers are
 * the JVM's.
 *
 * @param context which key to show, and whom to trust
 * @param clientCertificate whether the peer must show a certificate that is trusted
 */
public record Tls(SSLContext context, boolean clientCertificate) {

    private static final int CLOSE_MILLIS = 1000;

    /** @param tasks where keys are computed and certificates checked, which takes time */
    public SslHandler newHandler(Executor tasks) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(clientCertificate);
        SslHandler tls = new SslHandler(engine, tasks);
        // The deadline for the whole environment bounds the handshake, too.
        tls.setHandshakeTimeoutMillis(0);
        tls.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
        return tls;
    }
}
