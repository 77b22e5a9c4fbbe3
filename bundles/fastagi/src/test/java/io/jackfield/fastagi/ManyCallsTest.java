package io.jackfield.fastagi;

import static io.jackfield.fastagi.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many parked calls need few threads, and one more is refused without delay. */
class ManyCallsTest {

    private static final int CALLS = 2000;

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void twoThousandParkedCallsOnAHandfulOfThreads() throws Exception {
        FastAgiServer server = scene.server("maxSessions", String.valueOf(CALLS));
        server.handle("park", session -> session.execute(AgiCommands.waitForDigit(Duration.ofMillis(-1))));
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            callers.add(scene.call(server, "park"));
        }
        for (Caller caller : callers) {
            assertThat(caller.line()).isEqualTo("WAIT FOR DIGIT \"-1\"");
        }
        assertThat(server.stats().sessions()).isEqualTo(CALLS);
        assertThat(Scene.threads())
                .hasSizeLessThanOrEqualTo(4 + Math.max(4, Runtime.getRuntime().availableProcessors()));

        long began = System.nanoTime();
        assertThat(scene.call(server, "park").agiStatus()).isEqualTo("FAILURE");
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));

        for (Caller caller : callers) {
            caller.send("200 result=-1\nHANGUP\n");
        }
        await().until(() -> server.stats().sessions() == 0);
        assertThat(server.stats().ended().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(CALLS);
        assertThat(server.stats().ended().keySet()).isSubsetOf(AgiEnd.CLOSED, AgiEnd.HANGUP);
        assertThat(server.stats().refused()).containsExactly(entry(Refusal.TOO_MANY_SESSIONS, 1L));
    }
}
