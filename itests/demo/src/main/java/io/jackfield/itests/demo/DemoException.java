package io.jackfield.itests.demo;

/** The demo cannot go on. The message is for the person who runs it: what failed, and what the logs say. */
final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
