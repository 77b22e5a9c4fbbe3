package io.jackfield.simulator.internal.ami;

/** A filter cannot be read; the message is the answer to the client. */
public final class FilterException extends Exception {

    FilterException(String message) {
        super(message, null, false, false);
    }
}
