package io.jackfield.itests.demo;

import java.util.List;
import java.util.stream.Stream;

/** Somebody who makes a call that runs {@code AGI()}, and what is to come of it. */
interface Caller {
    /** Who it is, for people. */
    String name();

    /** The channel of such a caller, to be connected to what is dialled. */
    String channel();

    /** The context of what is dialled. */
    String context();

    /** What is dialled. */
    String dialled();

    /** The outcome that the row of the call has to have. */
    String outcome();

    /** How the PBX has to see {@code AGI()} end. */
    String agiStatus();

    /** All that callers and those whom they call need on the PBX. */
    static List<Extension> dialplan(String host, int agiPort) {
        return Stream.of(IvrCaller.dialplan(host, agiPort), LcrCaller.dialplan(host, agiPort))
                .flatMap(List::stream)
                .toList();
    }
}
