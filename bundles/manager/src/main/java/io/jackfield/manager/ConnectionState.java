package io.jackfield.manager;

/** The life of a connection: it goes round through connecting, logging in, up, down and idle until it is closed. */
public sealed interface ConnectionState {

    /** The transport is being opened. */
    record Connecting() implements ConnectionState {}

    /** The PBX answered; the login is under way. */
    record LoggingIn() implements ConnectionState {}

    /** Logged in: actions are accepted, events flow. */
    record Up() implements ConnectionState {}

    /**
     * Not connected; another attempt will be made.
     *
     * @param reason for a person to read, for example {@code login refused for user jackfield}
     */
    record Down(String reason) implements ConnectionState {}

    /** Not connected because nobody needs it, which happens with {@code connect=demand} only: the next use connects. */
    record Idle() implements ConnectionState {}

    /** Closed by its owner, for good. */
    record Closed() implements ConnectionState {}

    default boolean isUp() {
        return this instanceof Up;
    }
}
