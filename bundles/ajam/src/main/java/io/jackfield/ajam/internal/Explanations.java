package io.jackfield.ajam.internal;

import io.jackfield.manager.spi.Transport;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/** Puts into words what is wrong between here and the PBX, and what a person can do about it. */
final class Explanations {

    /** Answers of a proxy that had no answer from the PBX, or of a PBX that broke down over one: it may have acted. */
    private static final Set<Integer> UNKNOWN_OUTCOME = Set.of(500, 502, 504);

    private final AjamSettings settings;

    Explanations(AjamSettings settings) {
        this.settings = settings;
    }

    HttpProblem status(int status) {
        String reason =
                switch (status) {
                    case 401 ->
                        "HTTP 401: a proxy on the way wants a login; Asterisk itself does on this path only with"
                                + " digest = true";
                    case 403 ->
                        "the PBX refuses this address or user (HTTP 403): see permit, deny and acl in its"
                                + " manager.conf and http.conf";
                    case 404 ->
                        "there is no " + settings.uri().getPath() + " (HTTP 404): the PBX needs enabled = yes and"
                                + " webenabled = yes in manager.conf and enabled = yes in http.conf, and prefix must be"
                                + " http.conf's";
                    case 407 -> "the HTTP proxy wants a login of its own (HTTP 407), expected one that does not";
                    case 413 -> "the request is too long (HTTP 413)";
                    case 502, 504 -> "a proxy on the way got no answer from the PBX (HTTP " + status + ")";
                    case 503 -> "the PBX is shutting down, or a proxy on the way finds none (HTTP 503)";
                    default -> "HTTP " + status + " instead of an answer";
                };
        HttpProblem.Kind kind = status == 403 ? HttpProblem.Kind.REFUSED : HttpProblem.Kind.FAILED;
        return new HttpProblem(kind, UNKNOWN_OUTCOME.contains(status), reason);
    }

    String contentType(String actual) {
        return "the answer is " + actual + " and not " + settings.format().contentType()
                + ": something else than Asterisk's manager answers at "
                + Transport.peer(settings.host(), settings.port());
    }

    static HttpProblem forgotten() {
        return new HttpProblem(
                HttpProblem.Kind.FORGOTTEN,
                false,
                "the PBX has forgotten the login: it expired, or the PBX was restarted");
    }

    HttpProblem refused() {
        return new HttpProblem(
                HttpProblem.Kind.REFUSED, false, "the PBX refuses the user or secret (digest authentication)");
    }

    HttpProblem failure(Throwable failure) {
        boolean written = true;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return HttpProblem.failed(
                        false,
                        settings.proxy()
                                .map(proxy ->
                                        "the host name " + proxy.getHostString() + " of the HTTP proxy is unknown")
                                .orElse("the host name " + settings.host() + " is unknown"));
            }
            written &= !(cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof SSLHandshakeException);
        }
        String tls =
                settings.tls().map(encryption -> encryption.reason(failure)).orElse(null);
        if (tls != null) {
            return HttpProblem.failed(written, tls);
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return HttpProblem.failed(
                    false,
                    "no connection within " + settings.connectTimeout().toMillis() + " ms"
                            + (settings.tls().isPresent() ? "; if this is no TLS port, set tls = false" : ""));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return HttpProblem.failed(written, "the connection was closed before the whole answer was there");
            }
            if (cause instanceof ProtocolException) {
                return HttpProblem.failed(written, "what answers does not speak HTTP: " + cause.getMessage());
            }
        }
        return HttpProblem.failed(written, message(failure));
    }

    private static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return failure instanceof ConnectException
                ? "Connection refused"
                : failure.getClass().getSimpleName();
    }
}
