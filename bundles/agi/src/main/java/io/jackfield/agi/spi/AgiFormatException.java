package io.jackfield.agi.spi;

/** What came from the other side is no AGI, or exceeds a limit. The stream cannot be used any further. */
public final class AgiFormatException extends RuntimeException {

    public AgiFormatException(String message) {
        super(message);
    }
}
