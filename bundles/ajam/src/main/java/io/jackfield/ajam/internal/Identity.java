package io.jackfield.ajam.internal;

import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** How the PBX knows that a request belongs to a login. Not safe for use by many threads. */
interface Identity {

    /** What a response says about the login. */
    enum Verdict {
        /** It knows it. */
        KNOWN,
        /** It did not act on the request, which is to be signed and sent again. */
        AGAIN,
        /** It has lost the login, and did not act on the request. */
        FORGOTTEN,
        /** It does not want this user, and did not act on the request. */
        REFUSED
    }

    void sign(HttpRequest.Builder request);

    /** @throws ProtocolException if something that is needed is missing from the response */
    Verdict judge(HttpResponse<?> response) throws ProtocolException;

    /** Whether each request proves who sends it, so that there is no need to log in. */
    boolean isLoggedIn();

    /** How long the PBX keeps a login that it hears nothing from; empty if that is not known. */
    Optional<Duration> lifetime();
}
