package io.jackfield.asyncagi.internal;

/**
 * Why a command was not queued by Asterisk.
 *
 * @param reason for a person to read
 * @param kind what follows from it
 * @param ofThisCommand what is wrong with this one command; null if the next would fare no better
 */
record Failure(String reason, Kind kind, RuntimeException ofThisCommand) {

    enum Kind {
        /** The command itself cannot be sent. */
        COMMAND,
        /** There is no such channel any more. */
        NO_CHANNEL,
        /** Asterisk refuses commands for this channel, or from this user. */
        REFUSED,
        /** The connection was not there. */
        CONNECTION
    }
}
