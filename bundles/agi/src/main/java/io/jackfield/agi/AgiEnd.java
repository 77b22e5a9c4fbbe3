package io.jackfield.agi;

/** How a session ended. */
public enum AgiEnd {
    /** Closed by the handler with the call still up; the dialplan goes on. */
    CLOSED,
    /** Ended as failed by {@link AgiSession#fail()} or by a handler that completed with an exception. */
    FAILED,
    /** The call was hung up before the session ended, whoever closed it then. */
    HANGUP,
    /** The connection broke, or Asterisk ended the session, without a hangup being known. */
    LOST,
    /** A command had no reply before its deadline, or the session was idle or old beyond the transport's limit. */
    TIMEOUT,
    /** What came from Asterisk was no AGI, or exceeded a limit. */
    BROKEN,
    /** The transport was stopped and did not wait any longer. */
    STOPPED
}
