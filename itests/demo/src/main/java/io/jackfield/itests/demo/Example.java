package io.jackfield.itests.demo;

import java.util.List;

/** One of the examples in a running Karaf. Methods block, and throw {@link DemoException} if Karaf does not answer. */
interface Example {
    /** All that are there. */
    static List<Example> all(Management management) {
        return List.of(
                new CallLog(management),
                new EventsJms(management),
                new Helpdesk(management),
                AgiExample.lcr(management),
                AgiExample.ivr(management));
    }

    String feature();

    /** Adds what Karaf must know for the demo; what an example has by default it brings itself. */
    default void configure(KarafFolder karaf) {}

    /** Whether it can work. */
    boolean ready();

    /** Where a user sees what it does, in a line. */
    String instructions(KarafFolder karaf, Pbx pbx);

    /** Begins to watch it, or just to keep it busy. Karaf and the PBX must run. */
    Watch watch(Pbx pbx);
}
