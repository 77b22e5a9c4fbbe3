package io.jackfield.camel.manager.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventGap.Kind;
import io.jackfield.manager.Origin;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GapLogTest {

    private static final Origin ORIGIN = new Origin("pbx1", "epoch");

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final GapLog log = new GapLog("ami://pbx1", new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(logged, true, UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(before);
    }

    @Test
    void aLossIsALineWithItsTimes() {
        log.add(gap(Kind.LOST, OptionalLong.empty()));

        assertThat(lines())
                .singleElement()
                .asString()
                .contains(
                        "INFO",
                        "ami://pbx1: events of pbx1 are missing from 2026-01-01T11:59:00Z to 2026-01-01T12:00:00Z");
    }

    @Test
    void everyStartAndLossIsSaid() {
        log.add(gap(Kind.START, OptionalLong.empty()));
        log.add(gap(Kind.LOST, OptionalLong.empty()));
        log.add(gap(Kind.LOST, OptionalLong.empty()));

        assertThat(lines()).hasSize(3);
    }

    @Test
    void theFirstShedStretchIsSaidAtOnce() {
        log.add(shed(7));

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("WARN", "ami://pbx1: the route is too slow, 7 events were shed");
    }

    @Test
    void furtherOnesAreSummedUpAndSaidAfterTenSeconds() {
        log.add(shed(1));
        for (int second = 1; second < 10; second++) {
            now = now.plusSeconds(1);
            log.add(shed(10));
        }
        assertThat(lines()).hasSize(1);

        now = now.plusSeconds(1);
        log.add(shed(10));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("100 events were shed");
    }

    @Test
    void whatWasSaidIsNotCountedAgain() {
        log.add(shed(5));
        now = now.plus(Duration.ofMinutes(1));
        log.add(shed(3));

        assertThat(lines().get(1)).contains(" 3 events were shed");
    }

    @Test
    void aLossBetweenShedStretchesIsSaidAtOnceAndDoesNotSwallowTheirSum() {
        log.add(shed(1));
        log.add(shed(2));
        log.add(gap(Kind.LOST, OptionalLong.empty()));
        now = now.plusSeconds(10);
        log.add(shed(4));

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2)).contains(" 6 events were shed");
    }

    @Test
    void wholeSnapshotsAreNoNewsAndIncompleteOnesAre() {
        log.add(new SnapshotStart(ORIGIN, "QueueStatus", now));
        log.add(new SnapshotEnd(ORIGIN, "QueueStatus", 3, Optional.empty()));
        assertThat(lines()).isEmpty();

        log.add(new SnapshotEnd(ORIGIN, "QueueStatus", 3, Optional.of("the connection was lost")));
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("WARN", "ami://pbx1: the snapshot QueueStatus is incomplete: the connection was lost");
    }

    private EventGap shed(long count) {
        return gap(Kind.OVERFLOW, OptionalLong.of(count));
    }

    private EventGap gap(Kind kind, OptionalLong count) {
        return new EventGap(ORIGIN, kind, now.minusSeconds(60), now, count);
    }

    private List<String> lines() {
        return logged.toString(UTF_8).lines().toList();
    }
}
