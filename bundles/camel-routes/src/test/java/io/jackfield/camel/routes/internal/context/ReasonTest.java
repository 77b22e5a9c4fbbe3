package io.jackfield.camel.routes.internal.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void saysEveryCauseOnceAndInOneLine() {
        Exception cause = new IOException("no\n  answer.");
        Exception wrapper = new IllegalStateException("java.io.IOException: no answer.", cause);
        assertThat(Reason.of(new RuntimeException("Route x failed", wrapper)))
                .isEqualTo("Route x failed: java.io.IOException: no answer");
    }

    @Test
    void saysTheKindWhereTheMessageIsOnlyANameOrNothing() {
        assertThat(Reason.of(new NoClassDefFoundError("com/acme/Foo"))).isEqualTo("NoClassDefFoundError com/acme/Foo");
        assertThat(Reason.of(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
