package io.jackfield.agi.spi;

/** A future that many may hold and that only its owner completes. */
final class Signal<T> extends SessionFuture<T> {

    private static final String NOT_YOURS = "only the session completes this future";

    Signal(AgiLink link) {
        super(link);
    }

    void fire(T value) {
        super.complete(value);
    }

    @Override
    public boolean complete(T value) {
        return false;
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
        return false;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public void obtrudeValue(T value) {
        throw new UnsupportedOperationException(NOT_YOURS);
    }

    @Override
    public void obtrudeException(Throwable problem) {
        throw new UnsupportedOperationException(NOT_YOURS);
    }
}
