package io.jackfield.asyncagi.internal;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a connection tells of its channels: events as they come, and after each gap a list of what is there.
 *
 * <p>The events have a queue of their own, which holds nothing else, is never full and is emptied by a thread that never blocks: they
 * wait behind no route's events, and none is shed. The subscription holds the login of a connection on demand.
 */
final class CallStream implements StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.jackfield.asyncagi.connection");

    private static final SubscriptionOptions EVENTS = SubscriptionOptions.of(EventFilter.all()
                    .named("AsyncAGIStart,AsyncAGIExec,AsyncAGIEnd,Hangup,HangupRequest,SoftHangupRequest"))
            .withQueueSize(Integer.MAX_VALUE);
    /** Tells type and dialled number too, and asks less of the manager user, than {@code CoreShowChannels}. */
    private static final ManagerAction LIST = ManagerAction.of("Status");

    private static final long RETRY_SECONDS = 5;

    private final ManagerConnection connection;
    private final ConnectionCalls calls;
    private final Executor control;
    private final ScheduledExecutorService timer;
    private final CommandSender sender;
    private Subscription subscription;
    private boolean flowing;
    private boolean closed;
    /** Lists that were asked for in an earlier one are out of date. */
    private int stretch;

    private boolean looking;
    private boolean lookAgain;

    CallStream(ManagerConnection connection, ConnectionCalls calls, Executor control, ScheduledExecutorService timer) {
        this.connection = connection;
        this.calls = calls;
        this.control = control;
        this.timer = timer;
        this.sender = new CommandSender(connection, control);
    }

    ManagerConnection connection() {
        return connection;
    }

    CommandSender sender() {
        return sender;
    }

    void open() {
        subscription = connection.subscribe(EVENTS.withExecutor(control), this);
    }

    void close() {
        closed = true;
        subscription.close();
    }

    @Override
    public CompletionStage<?> onItem(StreamItem item) {
        if (closed) {
            return DONE;
        }
        if (item instanceof ManagerEvent event) {
            calls.event(event);
        } else if (item instanceof EventGap) {
            flowing = true;
            look();
        }
        return DONE;
    }

    @Override
    public void interrupted() {
        if (!closed) {
            flowing = false;
            looking = false;
            lookAgain = false;
            stretch++;
            calls.interrupted("the connection " + connection.name() + " was lost");
        }
    }

    /** Looks for channels that wait, now or when the login is up. */
    void look() {
        if (!flowing || looking || closed) {
            lookAgain = looking;
            return;
        }
        looking = true;
        int asked = stretch;
        connection.collect(LIST).whenComplete((list, problem) -> control.execute(() -> looked(asked, list, problem)));
    }

    void lookLater() {
        timer.schedule(this::look, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private void looked(int asked, EventList list, Throwable problem) {
        if (asked != stretch || closed) {
            return;
        }
        looking = false;
        if (problem != null) {
            if (!(problem instanceof ConnectionLostException)) {
                LOG.warn(
                        "{}: calls that wait in AGI(agi:async) already are not found yet, trying again in {} s: {}",
                        connection.name(),
                        RETRY_SECONDS,
                        problem.getMessage());
            }
            lookLater();
        } else if (!list.response().isSuccess()) {
            LOG.warn(
                    "{}: calls that wait in AGI(agi:async) already cannot be found: {}; let the manager user write 'call'",
                    connection.name(),
                    list.response().message());
            calls.foundAll(Set.of());
        } else {
            Set<String> uniqueIds = new HashSet<>();
            for (ManagerEvent item : list.items()) {
                calls.found(item);
                uniqueIds.add(item.get("Uniqueid"));
            }
            calls.foundAll(uniqueIds);
        }
        if (lookAgain) {
            lookAgain = false;
            look();
        }
    }
}
