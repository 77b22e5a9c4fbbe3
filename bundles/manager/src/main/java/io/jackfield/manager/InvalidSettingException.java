package io.jackfield.manager;

/** A setting is unknown, missing or unusable. The message names its owner and key and says what was expected. */
public final class InvalidSettingException extends IllegalArgumentException {

    public InvalidSettingException(String message) {
        super(message);
    }
}
