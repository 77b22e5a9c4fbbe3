package io.jackfield.fastagi;

/** Why a connection did not become a session. Each is answered with {@code failure}, so that {@code AGISTATUS=FAILURE}. */
public enum Refusal {
    /** The peer is not in the server's {@code allow}. */
    NOT_ALLOWED("the peer is not allowed"),
    /** What came is no AGI, as from a web browser or port scanner, or exceeds a limit. */
    NOT_AGI("what came is no AGI environment"),
    /** The environment was not complete within {@code handshakeTimeout}. */
    HANDSHAKE_TIMEOUT("the environment did not come in time"),
    /** More than {@code maxHandshakes} had not sent their environment yet; the oldest of them made room. */
    TOO_MANY_HANDSHAKES("too many connections had not sent their environment"),
    /** No handler matches the script. */
    NO_HANDLER("no handler matches the script"),
    /** As many sessions as {@code maxSessions} are in progress. */
    TOO_MANY_SESSIONS("too many sessions are in progress"),
    /** As many sessions as {@code maxSessionsPerPeer} are in progress with this peer. */
    TOO_MANY_SESSIONS_OF_PEER("too many sessions of this peer are in progress"),
    /** All worker threads were busy for longer than {@code handshakeTimeout}, so that no handler could be called. */
    NO_WORKER("all worker threads are held up by handlers that block"),
    /** The server is stopping. */
    DRAINING("the server is stopping");

    private final String because;

    Refusal(String because) {
        this.because = because;
    }

    /** The reason as a person would say it. */
    @Override
    public String toString() {
        return because;
    }
}
