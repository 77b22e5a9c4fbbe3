package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventList;

/** {@link Dialplan#QUEUE} with one member until this is closed. */
record Queue(Scene scene, String member) implements AutoCloseable {
    Queue {
        assertThat(scene.send("QueueAdd", "Queue=" + Dialplan.QUEUE, "Interface=" + member)
                        .message())
                .isEqualTo("Added interface to queue");
    }

    EventList status() {
        return scene.collect("QueueStatus", "Queue=" + Dialplan.QUEUE);
    }

    @Override
    public void close() {
        assertThat(scene.send("QueueRemove", "Queue=" + Dialplan.QUEUE, "Interface=" + member)
                        .message())
                .isEqualTo("Removed interface from queue");
    }
}
