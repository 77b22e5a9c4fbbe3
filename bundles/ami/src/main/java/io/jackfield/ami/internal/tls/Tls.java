package io.jackfield.ami.internal.tls;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * How lines to one PBX are encrypted. Protocols and ciphers are the JVM's.
 *
 * @param context whom to trust, and which key to show
 * @param peer the PBX as {@code host:port}
 * @param expectedHost the host that the PBX is asked for, and that its certificate must name
 * @param hostCheck whether it must
 */
public record Tls(SSLContext context, String peer, String expectedHost, boolean hostCheck) {

    private static final int CLOSE_MILLIS = 1000;

    /**
     * Adds encryption to a line that is about to be opened. Handlers that are added afterwards see it open when the handshake
     * is done, and catch an {@link java.io.IOException} with the reason if it fails.
     *
     * @param handshakeTimeout how long the handshake may take
     * @param tasks where certificates are checked, which takes time
     */
    public void secure(ChannelPipeline pipeline, Duration handshakeTimeout, Executor tasks) {
        SslHandler tls = new SslHandler(engine(), tasks);
        tls.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        tls.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
        // One record for each write, never several writes in one.
        tls.setWrapDataSize(0);
        pipeline.addLast(tls, new LineRecords(), new HandshakeGate(peer, handshakeTimeout));
    }

    private SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine(expectedHost, -1);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (hostCheck) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setServerNames(serverNames());
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The host, unless it is an address or otherwise nothing that may be named in a handshake. */
    private List<SNIServerName> serverNames() {
        if (NetUtil.isValidIpV4Address(expectedHost) || NetUtil.isValidIpV6Address(expectedHost)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(expectedHost));
        } catch (IllegalArgumentException noHostName) {
            return List.of();
        }
    }
}
