package io.jackfield.itests.benchmarks.ami;

import java.io.Closeable;
import java.net.InetSocketAddress;

/** A manager client that can be asked for a Ping while one of its listeners is stuck. */
interface Pinger {

    /** Logs in with one connection, gives it a listener that does not return, and begins to take events. */
    Login login(InetSocketAddress pbx) throws Exception;

    /** A login with a stuck listener, which comes free when this is closed. */
    interface Login extends Closeable {

        /** Sends a Ping and waits for its answer; false if the client gave up waiting. */
        boolean ping();

        /**
         * Checks that the pings had the company they were meant to have.
         *
         * @param events how many were sent
         * @throws IllegalStateException if they did not arrive
         */
        default void verify(long events) {}
    }
}
