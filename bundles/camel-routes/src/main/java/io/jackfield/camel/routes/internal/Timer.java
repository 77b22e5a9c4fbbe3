package io.jackfield.camel.routes.internal;

import java.time.Duration;

/** Runs things later, on the thread on which it is called. */
interface Timer {
    void later(Duration delay, Runnable task);
}
