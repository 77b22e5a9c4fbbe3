package io.jackfield.agi.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future that cannot be waited for on the thread that would have to complete it; nor can what follows from it. */
class SessionFuture<T> extends CompletableFuture<T> {

    private final AgiLink link;

    SessionFuture(AgiLink link) {
        this.link = link;
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToWaitForItself();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToWaitForItself();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        refuseToWaitForItself();
        return super.join();
    }

    private void refuseToWaitForItself() {
        if (!isDone() && link.isReader()) {
            throw new IllegalStateException(
                    "This I/O thread brings the replies, it must not wait for one: a handler that"
                            + " never blocks goes on with thenCompose and its like, one that blocks needs AgiHandler.blocking"
                            + " and an executor with threads of its own");
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new SessionFuture<>(link);
    }
}
