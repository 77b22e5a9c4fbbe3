package io.jackfield.simulator;

import static io.jackfield.simulator.Simulator.AS_FAST_AS_POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A captured session is played to the clients of now. */
class ReplayTest {

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .user("watcher", "secret", "agent", "")
                .writeTimeout(Duration.ofSeconds(20))
                .start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void everyEventComesByteByByte() throws IOException {
        String captured = Samples.read("local-queue");
        List<Block> events = Samples.blocks("local-queue");
        try (TestClient client = TestClient.login(pbx, "on")) {
            assertThat(pbx.replay(bytes(captured), AS_FAST_AS_POSSIBLE)).isEqualTo(events.size());
            StringBuilder heard = new StringBuilder();
            for (int lines = captured.split("\r\n", -1).length - 1; lines > 0; lines--) {
                heard.append(client.line()).append("\r\n");
            }
            assertThat(heard.toString()).isEqualTo(captured);
        }
    }

    @Test
    void rightsMasksAndFiltersCount() throws IOException {
        try (TestClient watcher = TestClient.login(pbx, "watcher", "secret", "on");
                TestClient masked = TestClient.login(pbx, "cdr");
                TestClient filtered = TestClient.login(pbx, "on")) {
            filtered.ask("Action: Filter", "Operation: Add", "Filter: Event: AgentConnect");
            pbx.replay(bytes(Samples.read("local-queue")), AS_FAST_AS_POSSIBLE);
            assertThat(watcher.drain())
                    .extracting(Block::name)
                    .startsWith("Event: QueueMemberAdded")
                    .allMatch(name -> name.matches("Event: (Queue|Agent).*"));
            assertThat(masked.drain()).hasSize(3).extracting(Block::name).containsOnly("Event: Cdr");
            assertThat(filtered.drain()).extracting(Block::name).containsExactly("Event: AgentConnect");
        }
    }

    @Test
    void whatWasSaidToOneClientAloneIsPassedOver(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("captured");
        Files.writeString(
                file,
                "Asterisk Call Manager/11.0.0\r\n"
                        + "Response: Success\r\nMessage: Authentication accepted\r\n\r\n"
                        + "Event: One\r\nPrivilege: user,all\r\nText: a\nb\u00ff\r\n\r\n\r\n"
                        + "Event: QueueParams\r\nQueue: q\r\n\r\n"
                        + "Event: Status\r\nPrivilege: Call\r\nChannel: x\r\n\r\n"
                        + "Event: Two\r\nPrivilege: <none>\r\n\r\n"
                        + "Event: Cut\r\nPrivilege: user,all\r\n",
                StandardCharsets.ISO_8859_1);
        try (TestClient client = TestClient.login(pbx, "on")) {
            assertThat(pbx.replay(file, AS_FAST_AS_POSSIBLE)).isEqualTo(2);
            assertThat(client.drain())
                    .extracting(Block::lines)
                    .containsExactly(
                            List.of("Event: One", "Privilege: user,all", "Text: a", "b\u00ff"),
                            List.of("Event: Two", "Privilege: <none>"));
        }
    }

    @Test
    void theTimesBetweenEventsAreKeptButForTheSpeed() throws IOException {
        String captured = IntStream.range(0, 5)
                .mapToObj(i -> "Event: Tick\r\nPrivilege: user,all\r\nTimestamp: 1795645449." + i * 2 + "00000\r\n\r\n")
                .reduce("", String::concat);
        try (TestClient client = TestClient.login(pbx, "on")) {
            long begin = System.nanoTime();
            CompletableFuture<Void> replay = CompletableFuture.runAsync(() -> replay(captured, 2));
            for (int i = 0; i < 5; i++) {
                client.event("Tick");
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(i * 100L));
            }
            replay.join();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private void replay(String captured, double speed) {
        try {
            pbx.replay(bytes(captured), speed);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** More than twice what may pile up for one client before it is disconnected. */
    @Test
    @Timeout(60)
    void slowClientsAreWaitedFor() throws IOException {
        String event = "Event: Much\r\nPrivilege: user,all\r\nText: " + "x".repeat(50_000) + "\r\n\r\n";
        int count = 1_500;
        InputStream endless = new SequenceInputStream(Collections.enumeration(
                Stream.generate(() -> bytes(event)).limit(count).toList()));
        try (TestClient client = TestClient.login(pbx, "on")) {
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    client.event("Much");
                }
            });
            assertThat(pbx.replay(endless, AS_FAST_AS_POSSIBLE)).isEqualTo(count);
            reader.join();
        }
    }

    @Test
    @Timeout(60)
    void aStandstillOfThePbxHoldsItUpAndItsEndEndsIt() {
        String event = "Event: Tick\r\nPrivilege: user,all\r\n\r\n";
        InputStream endless = new SequenceInputStream(Collections.enumeration(
                Stream.generate(() -> bytes(event)).limit(100_000).toList()));
        try (TestClient client = TestClient.login(pbx, "on")) {
            pbx.stopAnswering();
            CompletableFuture<Long> replay = CompletableFuture.supplyAsync(() -> {
                try {
                    return pbx.replay(endless, AS_FAST_AS_POSSIBLE);
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            Awaitility.await().during(Duration.ofMillis(200)).until(() -> !replay.isDone());
            pbx.close();
            assertThatThrownBy(replay::join).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void whatIsNoCaptureIsRefused() {
        InputStream noise = bytes("no empty line".repeat(100_000));
        assertThatThrownBy(() -> pbx.replay(noise, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no captured manager session");
        assertThatThrownBy(() -> pbx.replay(Path.of("nowhere"), 1)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void aSpeedIsAboveZero(double speed) {
        assertThatThrownBy(() -> pbx.replay(bytes(""), speed)).isInstanceOf(IllegalArgumentException.class);
    }
}
