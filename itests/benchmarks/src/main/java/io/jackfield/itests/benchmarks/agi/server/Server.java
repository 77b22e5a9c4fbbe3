package io.jackfield.itests.benchmarks.agi.server;

import java.io.Closeable;

/** A FastAGI server under test, on a free port of 127.0.0.1. */
interface Server extends Closeable {

    int port();

    /** The sessions so far. */
    Progress progress();
}
