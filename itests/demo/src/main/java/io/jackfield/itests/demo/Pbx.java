package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.util.List;

/** The PBX that Karaf is connected to. */
sealed interface Pbx extends AutoCloseable permits SimulatedPbx, RealPbx {
    /** What it is and what happens on it, for people. */
    String description();

    String host();

    int amiPort();

    /** The port of this machine that its {@code AGI()} connects to. */
    int agiPort();

    /** Whom Karaf logs in as. */
    ManagerUser user();

    /** Starts it, unless it is Karaf that runs it. Blocks until it does. */
    void start();

    /** The features that it needs in Karaf. */
    List<String> features();

    /** Adds what Karaf must know to run it; the login of {@link #user} is none of this. */
    void configure(KarafFolder karaf);

    /** Makes calls, forever or not at all if they come by themselves. Blocks meanwhile. */
    void makeCalls();

    /** A witness, ready to observe. The PBX must run. */
    Witness witness();

    @Override
    void close();
}
