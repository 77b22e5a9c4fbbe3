package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.Headers;
import io.jackfield.manager.internal.stream.EventClasses;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of event classes beside what real PBXs sent: a wrong class would silence an event. */
class EventClassesTest {

    private final TreeSet<String> compared = new TreeSet<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    @Test
    void everyKnownEventOfEveryRecordingIsOfItsClassAndOfNoOther() {
        Samples.all().forEach(sample -> {
            byte[] wire = Samples.read(sample);
            new FrameDecoder(this::compare).feed(wire, 0, wire.length);
        });

        assertThat(compared).as("events compared").hasSize(39);
        assertThat(unknown).as("events whose class is left open").containsExactly("SuccessfulAuth", "TestEvent");
    }

    private void compare(Headers view) {
        String privilege = view.get("Privilege");
        if (!view.isNamed(0, "Event") || privilege == null || !privilege.endsWith(",all")) {
            return;
        }
        String name = view.value(0);
        EventClasses.find(name)
                .ifPresentOrElse(
                        known -> {
                            compared.add(name);
                            assertThat(known).isEqualTo(new EventClasses.Known(name, privilege.replace(",all", "")));
                        },
                        () -> unknown.add(name));
    }

    @Test
    void namesAreFoundInAnyCase() {
        assertThat(EventClasses.find("agiEXECstart")).contains(new EventClasses.Known("AGIExecStart", "agi"));
        assertThat(EventClasses.find("AGIExecStarted")).isEmpty();
        assertThat(EventClasses.find("")).isEmpty();
    }
}
