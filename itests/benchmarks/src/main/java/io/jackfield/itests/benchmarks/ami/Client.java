package io.jackfield.itests.benchmarks.ami;

import java.io.Closeable;
import java.net.InetSocketAddress;

/** A manager client under test. */
interface Client {

    /** As it is called in the log. */
    String name();

    /** Logs in with one connection; when this returns, events may come. */
    Login login(InetSocketAddress pbx) throws Exception;

    /** A login whose events go to one listener. */
    interface Login extends Closeable {

        /** How many events the client is finished with: its listener had them, or its filter refused them. */
        long events();
    }
}
