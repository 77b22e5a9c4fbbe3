package io.jackfield.camel.routes.internal;

/** A context could not be built or started; nothing of it is left. */
final class SetbackException extends Exception {
    private final transient Setback setback;

    SetbackException(Setback setback, Throwable cause) {
        super(setback.reason(), cause);
        this.setback = setback;
    }

    Setback setback() {
        return setback;
    }
}
