package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.CallRecord;
import io.jackfield.simulator.internal.wire.WireText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts calls and remembers the last ones. A call is everything that goes by one Linkedid. */
public final class CallLog {

    private static final int REMEMBERED = 10_000;

    private static final class Open {
        private final Channel first;
        private int channels;

        private Open(Channel first) {
            this.first = first;
        }
    }

    private final Map<ChannelId, Open> open = new HashMap<>();
    private final Deque<CallRecord> recent = new ArrayDeque<>();
    private final List<Consumer<ChannelId>> watchers = new ArrayList<>();
    private long started;
    private long completed;

    /** This one is told the Linkedid of every call that is over. */
    public void watch(Consumer<ChannelId> watcher) {
        watchers.add(watcher);
    }

    void began(Channel channel) {
        Open call = open.computeIfAbsent(channel.linkedid(), id -> {
            started++;
            return new Open(channel);
        });
        call.channels++;
    }

    void ended(Channel channel, Instant now) {
        Open call = open.get(channel.linkedid());
        if (call == null || --call.channels > 0) {
            return;
        }
        open.remove(channel.linkedid());
        completed++;
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.addLast(record(call.first, now));
        watchers.forEach(watcher -> watcher.accept(channel.linkedid()));
    }

    private static CallRecord record(Channel first, Instant now) {
        CallResult result = first.result();
        return new CallRecord(
                first.linkedid().text(),
                first.name(),
                WireText.toJava(first.caller().number()),
                WireText.toJava(first.caller().name()),
                WireText.toJava(first.exten()),
                result.disposition(),
                first.created(),
                Optional.ofNullable(result.answered()),
                now);
    }

    /** A channel went over to another call: it was bridged with an older one. */
    void moved(Channel channel, ChannelId from) {
        Open left = open.get(from);
        if (left != null && --left.channels == 0) {
            open.remove(from);
            started--;
        }
        began(channel);
    }

    void clear() {
        open.clear();
    }

    public long started() {
        return started;
    }

    public long completed() {
        return completed;
    }

    public List<CallRecord> recent() {
        return List.copyOf(recent);
    }
}
