package io.jackfield.simulator.internal.calls;

import java.util.function.IntConsumer;

/**
 * What an application is kept with while another one, or a subroutine, runs for it.
 *
 * @param done is told how that ended
 */
record Errand(
        boolean subroutine,
        boolean inDialplan,
        String application,
        String data,
        Runnable undo,
        Runnable letGo,
        Runnable survivor,
        IntConsumer done) {}
