package io.jackfield.simulator.internal.ami;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Promises the moment at which every client can take more. */
public final class Readiness {

    private final BooleanSupplier allKeepUp;
    private CompletableFuture<Void> promised;

    public Readiness(BooleanSupplier allKeepUp) {
        this.allKeepUp = allKeepUp;
    }

    /** Is done, on the PBX's thread, as soon as it is so; maybe at once. */
    public CompletableFuture<Void> promise() {
        if (promised == null) {
            promised = new CompletableFuture<>();
        }
        CompletableFuture<Void> wanted = promised;
        check();
        return wanted;
    }

    /** It may be so now. */
    public void check() {
        if (promised != null && allKeepUp.getAsBoolean()) {
            CompletableFuture<Void> reached = promised;
            promised = null;
            reached.complete(null);
        }
    }
}
