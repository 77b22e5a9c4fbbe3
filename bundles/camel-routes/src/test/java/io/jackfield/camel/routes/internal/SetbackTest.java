package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.camel.routes.internal.context.Need;
import io.jackfield.camel.routes.internal.context.Need.Kind;
import java.util.Set;
import org.apache.camel.NoSuchBeanException;
import org.junit.jupiter.api.Test;

class SetbackTest {

    @Test
    void waitsForWhatWasMissedAndIsTheReason() {
        Set<Need> misses = Set.of(
                new Need(Kind.COMPONENT, "sql"),
                new Need(Kind.COMPONENT, "platform-http"),
                new Need(Kind.LANGUAGE, "sq"));
        Setback setback = Setback.of(new IllegalArgumentException("No component found with scheme: sql"), misses);
        assertThat(setback.needs()).containsExactly(new Need(Kind.COMPONENT, "sql"));
        assertThat(setback.needsInWords()).isEqualTo("component \"sql\"");
    }

    @Test
    void aNameInsideAnotherIsNotTheReason() {
        Set<Need> misses = Set.of(new Need(Kind.COMPONENT, "sql"), new Need(Kind.COMPONENT, "log"));
        Setback setback = Setback.of(
                new IllegalArgumentException("Unknown parameters of sql-stored: catalog, log-level, nosql"), misses);
        assertThat(setback.waits()).isFalse();
    }

    @Test
    void takesTheNameOfABeanFromTheCause() {
        Setback setback = Setback.of(new RuntimeException(new NoSuchBeanException("callsDb")), Set.of());
        assertThat(setback.needsInWords()).isEqualTo("bean \"callsDb\"");
    }
}
