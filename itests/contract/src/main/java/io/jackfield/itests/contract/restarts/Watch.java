package io.jackfield.itests.contract.restarts;

import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import java.util.ArrayList;
import java.util.List;

/** Checks a stream of events as it comes, and keeps none of them. It is told by threads of the connection, and asked by others. */
final class Watch {
    private final List<String> faults = new ArrayList<>();
    private String epoch = "";
    private boolean inFrame;
    private int itemsInFrame;
    private long events;
    private long eventsOfLogin;
    private long shed;
    private int losses;
    private int frames;
    private long lostAt;

    /**
     * What the stream had since it began.
     *
     * @param events live ones, those of snapshots not counted
     * @param eventsOfLogin those of them that followed the last gap of a login
     * @param shed what the gaps of kind {@code OVERFLOW} say, all together
     * @param losses gaps of kind {@code LOST}
     * @param frames snapshots that followed the last gap of a login
     * @param lostAt when the last gap of kind {@code LOST} came, as {@link System#nanoTime} counts
     */
    record Reading(long events, long eventsOfLogin, long shed, int losses, int frames, long lostAt) {}

    synchronized void add(StreamItem item) {
        if (item instanceof EventGap gap) {
            add(gap);
        } else if (item instanceof ManagerEvent) {
            addEvent();
        } else if (item instanceof SnapshotStart) {
            require(!inFrame, "a snapshot within a snapshot");
            inFrame = true;
            itemsInFrame = 0;
        } else if (item instanceof SnapshotEnd end) {
            require(inFrame, "the end of a snapshot that did not begin");
            require(end.items() == itemsInFrame, "a snapshot of " + end.items() + " items had " + itemsInFrame);
            end.incomplete().ifPresent(why -> faults.add("a snapshot is not whole: " + why));
            inFrame = false;
            frames++;
        }
        require(item.origin().epoch().equals(epoch), "an item of another login, and no gap before it");
    }

    private void add(EventGap gap) {
        require(!inFrame, "a gap within a snapshot");
        if (gap.kind() == EventGap.Kind.OVERFLOW) {
            require(gap.count().orElse(0) > 0, "a gap that does not say how many were shed");
            shed += gap.count().orElse(0);
            return;
        }
        if (gap.kind() == EventGap.Kind.START) {
            require(epoch.isEmpty(), "the stream began twice");
        } else {
            require(!epoch.isEmpty(), "a loss before the stream began");
            require(!gap.origin().epoch().equals(epoch), "a loss within one login");
            losses++;
            lostAt = System.nanoTime();
        }
        epoch = gap.origin().epoch();
        eventsOfLogin = 0;
        frames = 0;
    }

    private void addEvent() {
        if (inFrame) {
            itemsInFrame++;
        } else {
            events++;
            eventsOfLogin++;
        }
    }

    private void require(boolean right, String fault) {
        if (!right) {
            faults.add(fault);
        }
    }

    synchronized Reading read() {
        return new Reading(events, eventsOfLogin, shed, losses, frames, lostAt);
    }

    /** What was wrong since this was asked the last time, for a person to read. */
    synchronized List<String> takeFaults() {
        List<String> taken = List.copyOf(faults);
        faults.clear();
        return taken;
    }
}
