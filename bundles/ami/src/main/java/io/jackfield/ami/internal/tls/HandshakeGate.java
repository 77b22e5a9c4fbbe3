package io.jackfield.ami.internal.tls;

import io.jackfield.manager.spi.tls.Tls;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Holds the beginning of the line back until the TLS handshake is done. If it fails, what follows in the pipeline catches an
 * {@link IOException} whose message tells a person why.
 */
final class HandshakeGate extends ChannelInboundHandlerAdapter {

    private final Tls tls;
    private final Duration timeout;

    HandshakeGate(Tls tls, Duration timeout) {
        this.tls = tls;
        this.timeout = timeout;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // The line is there, but nothing can be said on it yet.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                context.fireChannelActive();
            } else {
                context.fireExceptionCaught(explained(handshake.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent closing && closing.isSuccess()) {
            // The PBX says no more, and it reads no more either.
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        Throwable cause =
                problem instanceof DecoderException && problem.getCause() != null ? problem.getCause() : problem;
        context.fireExceptionCaught(cause instanceof SSLException ? explained(cause) : cause);
    }

    private Throwable explained(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return new IOException(
                    tls.peer() + " does not speak TLS: set its TLS port (by default 5039), or tls = false", cause);
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return new IOException("no answer to the TLS handshake within " + timeout.toMillis() + " ms", cause);
        }
        if (cause instanceof ClosedChannelException) {
            return new IOException("the PBX closed the connection during the TLS handshake", cause);
        }
        String reason = tls.reason(cause);
        if (reason == null && cause instanceof IOException) {
            reason = "TLS: " + cause.getMessage();
        }
        return reason == null ? cause : new IOException(reason, cause);
    }
}
