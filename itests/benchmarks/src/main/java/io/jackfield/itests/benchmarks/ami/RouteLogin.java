package io.jackfield.itests.benchmarks.ami;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;

/** The login of a Camel context with one route that counts. */
record RouteLogin(CamelContext context, AtomicLong counter) implements Client.Login {

    @Override
    public long events() {
        return counter.get();
    }

    @Override
    public void close() {
        context.stop();
    }
}
