package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that pile up for sessions over HTTP. */
class AjamBacklogTest {

    private static final String MEGABYTE = "x".repeat(1 << 20);
    private static final String DRAIN = "/rawman?action=waitevent&timeout=0";

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder().user("jackfield", "secret").httpPort(0).start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private void raise(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            pbx.event("UserEvent", Map.of("Number", "<" + i + ">", "Data", MEGABYTE));
        }
    }

    @Test
    void whoWantsEventsAndNeverComesIsSentAway() {
        try (HttpTestClient client = HttpTestClient.login(pbx, "user")) {
            raise(63);
            assertThat(pbx.sessions()).isEqualTo(1);
            raise(1);
            assertThat(pbx.sessions()).isZero();
            assertThat(client.get(DRAIN).body()).contains("Permission denied");
        }
    }

    @Test
    void whoWantsNoneStaysAndFindsTheLastOnesOnly() {
        try (HttpTestClient client = HttpTestClient.login(pbx, "off")) {
            raise(70);
            pbx.event("UserEvent", Map.of("Number", "last"));
            assertThat(pbx.sessions()).isEqualTo(1);
            assertThat(client.get(DRAIN).body()).contains("Number: last").doesNotContain("Number: <69>");
        }
    }

    /** Asterisk's writetimeout of 100 ms is one of TCP alone. */
    @Test
    void whoIsSlowToReadAnAnswerGetsItAllTheSame() {
        try (HttpTestClient client = HttpTestClient.login(pbx, "user")) {
            raise(20);
            client.begin("GET", DRAIN, "");
            Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);

            assertThat(client.reply().body())
                    .contains("Number: <0>", "Number: <19>")
                    .endsWith("Event: WaitEventComplete\r\n\r\n");
        }
    }

    @Test
    void aReplayWaitsForWhoFetches() throws Exception {
        int events = 3_000;
        byte[] captured = IntStream.range(0, events)
                .mapToObj(i -> "Event: UserEvent\r\nPrivilege: user,all\r\nNumber: <" + i + ">\r\nData: "
                        + "x".repeat(1_000) + "\r\n\r\n")
                .collect(Collectors.joining("", "Asterisk Call Manager/11.0.0\r\n", ""))
                .getBytes(StandardCharsets.US_ASCII);
        try (HttpTestClient client = HttpTestClient.login(pbx, "user")) {
            client.get(DRAIN);
            CompletableFuture<Long> replay = CompletableFuture.supplyAsync(() -> {
                try {
                    return pbx.replay(new ByteArrayInputStream(captured), Simulator.AS_FAST_AS_POSSIBLE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            int seen = 0;
            int most = 0;
            while (seen < events) {
                int fetched = client.get("/rawman?action=waitevent&timeout=5")
                                .blocks()
                                .size()
                        - 2;
                assertThat(fetched).as("events of one answer").isPositive();
                seen += fetched;
                most = Math.max(most, fetched);
            }
            assertThat(replay.get(10, TimeUnit.SECONDS)).isEqualTo(events);
            assertThat(most).as("held back meanwhile").isLessThan(2_000);
        }
    }
}
