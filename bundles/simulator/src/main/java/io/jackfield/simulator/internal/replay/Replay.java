package io.jackfield.simulator.internal.replay;

import io.jackfield.simulator.internal.pbx.PublishedEvent;
import io.jackfield.simulator.internal.replay.CapturedEvents.CapturedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events of a captured session on their way to the clients of now. Reads and waits on the thread that asks for it. */
public final class Replay {

    private static final int BATCH_CHARS = 1 << 16;

    /** The clients of now. */
    public interface Audience {

        /** Hands events on; returns when all who are to see them can take more. */
        void show(List<PublishedEvent> events);

        /** Waits. */
        void pause(Duration time);
    }

    private final CapturedEvents captured;
    private final double speed;
    private final Audience audience;
    private final List<PublishedEvent> due = new ArrayList<>();
    private int dueChars;
    private long shown;
    private Instant first;
    private long began;

    /** @param speed how many times as fast as it was; infinite for without waiting */
    public Replay(InputStream in, double speed, Audience audience) {
        captured = new CapturedEvents(in);
        this.speed = speed;
        this.audience = audience;
    }

    /** Plays to the end; returns how many events there were. */
    public long play() throws IOException {
        for (Optional<CapturedEvent> next = captured.next(); next.isPresent(); next = captured.next()) {
            Duration wait = untilDue(next.get());
            if (!wait.isZero()) {
                flush();
                audience.pause(wait);
            }
            due.add(next.get().event());
            dueChars += next.get().event().text().length();
            if (dueChars >= BATCH_CHARS) {
                flush();
            }
        }
        flush();
        return shown;
    }

    private void flush() {
        if (!due.isEmpty()) {
            audience.show(List.copyOf(due));
            shown += due.size();
            due.clear();
            dueChars = 0;
        }
    }

    /** Events without a time follow the one before them at once. */
    private Duration untilDue(CapturedEvent event) {
        if (event.raised().isEmpty() || Double.isInfinite(speed)) {
            return Duration.ZERO;
        }
        if (first == null) {
            first = event.raised().get();
            began = System.nanoTime();
        }
        double nanos = Duration.between(first, event.raised().get()).toNanos() / speed;
        long wait = (long) nanos - (System.nanoTime() - began);
        return wait <= 0 ? Duration.ZERO : Duration.ofNanos(wait);
    }
}
