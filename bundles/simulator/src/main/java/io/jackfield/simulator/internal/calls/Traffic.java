package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Calls at an even rate between telephones and into queues, each with a fate of its own: most are answered, some meet
 * a busy telephone, nobody answering, or a caller who gives up. The same seed makes the same calls.
 */
public final class Traffic {

    private static final int TO_QUEUE_PERCENT = 25;
    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(1);

    private final Switchboard board;
    private final Random random;
    private Timer timer = Timer.NONE;
    private Duration interval = Duration.ZERO;
    private Instant due;

    public Traffic(Switchboard board) {
        this.board = board;
        this.random = board.random();
    }

    /** Calls from now on at this rate; 0 stops. */
    public void start(double callsPerSecond) {
        timer.cancel();
        if (callsPerSecond > 0) {
            interval = Duration.ofNanos(Math.round(1e9 / callsPerSecond));
            due = now();
            next();
        }
    }

    private void next() {
        place();
        due = due.plus(interval);
        Duration wait = Duration.between(now(), due);
        if (wait.plus(LONGEST_CATCH_UP).isNegative()) {
            due = now();
        }
        timer = board.pbx().after(wait.isNegative() ? Duration.ZERO : wait, this::next);
    }

    private void place() {
        List<Phone> phones = board.phones();
        Phone from = phones.get(random.nextInt(phones.size()));
        TrafficPlan plan = new TrafficPlan(board, Fate.draw(random));
        plan.callerIs(board.inbound(from, destination(phones, from), plan));
    }

    private String destination(List<Phone> phones, Phone from) {
        List<String> queues = board.queueExtensions();
        if (!queues.isEmpty() && random.nextInt(100) < TO_QUEUE_PERCENT) {
            return queues.get(random.nextInt(queues.size()));
        }
        List<Phone> others = phones.stream().filter(phone -> phone != from).toList();
        return others.isEmpty()
                ? from.number()
                : others.get(random.nextInt(others.size())).number();
    }

    private Instant now() {
        return board.pbx().now();
    }

    /** What becomes of a call. */
    enum Fate {
        CALLEE_ENDS(45),
        CALLER_ENDS(35),
        BUSY(8),
        NO_ANSWER(7),
        CALLER_GIVES_UP(5);

        private final int percent;

        Fate(int percent) {
            this.percent = percent;
        }

        static Fate draw(Random random) {
            int left = random.nextInt(100);
            for (Fate fate : values()) {
                left -= fate.percent;
                if (left < 0) {
                    return fate;
                }
            }
            throw new IllegalStateException("The percentages do not add up to 100");
        }
    }
}
