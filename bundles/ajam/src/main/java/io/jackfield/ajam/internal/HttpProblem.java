package io.jackfield.ajam.internal;

/**
 * Why a request has no answer.
 *
 * @param kind what is to become of the login
 * @param written false if the PBX certainly did not act on the request
 * @param reason for a person to read
 */
record HttpProblem(Kind kind, boolean written, String reason) {

    /** What a problem says about the login. */
    enum Kind {
        /** Nothing for sure. */
        FAILED,
        /** The PBX has forgotten it. */
        FORGOTTEN,
        /** The PBX does not want the user. */
        REFUSED
    }

    static HttpProblem failed(boolean written, String reason) {
        return new HttpProblem(Kind.FAILED, written, reason);
    }
}
