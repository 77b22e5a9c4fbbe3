package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
class SimulatorTest {

    @Test
    void closingLeavesNoThread() {
        Set<Thread> before = threads();
        for (int i = 0; i < 5; i++) {
            try (Simulator pbx = Simulator.builder()
                            .name("n" + i)
                            .user("jackfield", "secret")
                            .traffic(50)
                            .start();
                    TestClient client = TestClient.login(pbx, "on")) {
                client.event("Hangup");
                assertThat(threads()).extracting(Thread::getName).contains("simulator-n" + i);
            }
        }
        assertThat(threads()).extracting(Thread::getName).noneMatch(name -> name.startsWith("simulator-"));
        Awaitility.await().pollInSameThread().until(() -> before.containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }

    @Test
    void afterClosingNothingWorksAndClosingAgainDoesNoHarm() {
        Simulator pbx = Simulator.builder().user("jackfield", "secret").start();
        Call call = pbx.call("1001", "2001");
        pbx.close();
        pbx.close();
        assertThatThrownBy(() -> pbx.call("1001", "2001"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(call::answer).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pbx::boot).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TestClient(pbx)).hasMessageContaining("refused");
    }

    @Test
    void aPortInUseIsNamed() {
        try (Simulator first = Simulator.builder().user("a", "b").start()) {
            Set<Thread> before = threads();
            SimulatorBuilder second =
                    Simulator.builder().name("second").user("a", "b").port(first.amiPort());
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("second")
                    .hasMessageContaining("port " + first.amiPort());
            Awaitility.await().pollInSameThread().until(() -> before.containsAll(threads()));
        }
    }

    @Test
    void withoutUsersNobodyCanLogIn() {
        try (Simulator pbx = Simulator.builder().loginDelay(Duration.ZERO).start();
                TestClient client = new TestClient(pbx)) {
            client.line();
            assertThat(client.ask("Action: Login", "Username: a", "Secret: b").name())
                    .isEqualTo("Response: Error");
            assertThat(pbx.call("1001", "2001").answer().isActive()).isTrue();
        }
    }

    @Test
    void whatCannotWorkIsRefusedBeforeItStarts() {
        assertThatThrownBy(() -> Simulator.builder().user("a", "b", "call,nonsense", "all"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense")
                .hasMessageContaining("dialplan");
        assertThatThrownBy(() -> Simulator.builder().talkTime(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Simulator.builder()
                        .user("a", "b")
                        .queue("sales", "601", "4711")
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sales")
                .hasMessageContaining("4711");
        assertThatThrownBy(() -> Simulator.builder()
                        .user("a", "b")
                        .extension("default", "100", "Answer(")
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Answer(");
    }

    @Test
    void timeThatGoesByItselfCannotBeMoved() {
        try (Simulator pbx = Simulator.builder().user("a", "b").start()) {
            assertThatThrownBy(() -> pbx.advance(Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("manualTime");
        }
    }

    @Test
    void secretsAreShownNowhere() {
        try (Simulator pbx = Simulator.builder().user("jackfield", "hush-hush").start()) {
            assertThat(pbx.toString()).doesNotContain("hush-hush").contains(String.valueOf(pbx.amiPort()));
        }
    }
}
