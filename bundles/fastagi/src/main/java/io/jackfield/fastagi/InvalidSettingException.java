package io.jackfield.fastagi;

/** A setting is unknown, missing or unusable. The message names its owner, key and value and says what was expected. */
public final class InvalidSettingException extends IllegalArgumentException {

    public InvalidSettingException(String message) {
        super(message);
    }

    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
