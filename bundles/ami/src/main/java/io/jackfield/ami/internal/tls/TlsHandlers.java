package io.jackfield.ami.internal.tls;

import io.jackfield.manager.spi.tls.Tls;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** What encrypts a line that is about to be opened. */
public final class TlsHandlers {

    private static final int CLOSE_MILLIS = 1000;

    private final Tls tls;

    public TlsHandlers(Tls tls) {
        this.tls = tls;
    }

    /**
     * Adds encryption to a line. Handlers that are added afterwards see it open when the handshake is done, and catch an
     * {@link java.io.IOException} with the reason if it fails.
     *
     * @param handshakeTimeout how long the handshake may take
     * @param tasks where certificates are checked, which takes time
     */
    public void addTo(ChannelPipeline pipeline, Duration handshakeTimeout, Executor tasks) {
        SslHandler handler = new SslHandler(engine(), tasks);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
        // One record for each write, never several writes in one.
        handler.setWrapDataSize(0);
        pipeline.addLast(handler, new LineRecords(), new HandshakeGate(tls, handshakeTimeout));
    }

    private SSLEngine engine() {
        SSLEngine engine = tls.context().createSSLEngine(tls.expectedHost(), -1);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (tls.hostCheck()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setServerNames(serverNames(tls.expectedHost()));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The host, unless it is an address or otherwise nothing that may be named in a handshake. */
    private static List<SNIServerName> serverNames(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host));
        } catch (IllegalArgumentException noHostName) {
            return List.of();
        }
    }
}
