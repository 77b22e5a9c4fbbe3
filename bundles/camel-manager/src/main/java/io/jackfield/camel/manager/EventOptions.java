package io.jackfield.camel.manager;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.SubscriptionOptions;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How a consumer takes its events. */
@UriParams
public class EventOptions {

    @UriParam(
            label = "consumer",
            defaultValue = "*",
            description =
                    "Names of the events to consume, separated by commas; asterisks and question marks are wildcards.")
    private String events = "*";

    @UriParam(
            label = "consumer",
            description =
                    "Condition on a header of the event: Header=pattern or Header!=pattern, where a vertical bar separates "
                            + "alternatives. Can be repeated; all must hold. A missing header counts as empty.")
    private String where;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether gaps in the stream of events, and the beginnings and ends of snapshots, arrive as exchanges. If "
                            + "not, they are logged and counted only.")
    private boolean gaps = true;

    @UriParam(
            label = "consumer",
            defaultValue = "10000",
            description = "How many events may wait for the route before some are shed.")
    private int queueSize = SubscriptionOptions.DEFAULT_QUEUE_SIZE;

    @UriParam(
            label = "consumer",
            defaultValue = "DROP_OLDEST",
            description =
                    "Which events are shed when the queue is full. A gap with their exact number stands in their place; "
                            + "RESYNC sheds all that wait and has a fresh snapshot follow.")
    private OverflowPolicy overflow = OverflowPolicy.DROP_OLDEST;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many events may be in the route at a time. Order is kept for each channel.")
    private int workers = 1;

    @UriParam(
            label = "consumer",
            description =
                    "Lists of the PBX's state that follow the start and each gap, separated by commas: bridges, channels, "
                            + "conferences, devices, extensions, parked, presence, queues, or any list action by its name.")
    private String snapshot;

    private EventFilter conditions = EventFilter.all();

    /** The events that the consumer takes. */
    EventFilter filter() {
        return conditions.named(events);
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public String getWhere() {
        return where;
    }

    /** Adds a condition to those set before. */
    public void setWhere(String where) {
        this.where = this.where == null ? where : this.where + "&where=" + where;
        this.conditions = conditions.where(where);
    }

    public boolean isGaps() {
        return gaps;
    }

    public void setGaps(boolean gaps) {
        this.gaps = gaps;
    }

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public OverflowPolicy getOverflow() {
        return overflow;
    }

    public void setOverflow(OverflowPolicy overflow) {
        this.overflow = overflow;
    }

    public int getWorkers() {
        return workers;
    }

    public void setWorkers(int workers) {
        this.workers = workers;
    }

    public String getSnapshot() {
        return snapshot;
    }

    public void setSnapshot(String snapshot) {
        this.snapshot = snapshot;
    }
}
