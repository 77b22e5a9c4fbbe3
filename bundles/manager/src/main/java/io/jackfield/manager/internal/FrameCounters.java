package io.jackfield.manager.internal;

import io.jackfield.manager.ConnectionStats;

/** What a connection counts, over all its logins; exact at every instant. */
final class FrameCounters {

    private long asyncEvents;
    private long listItems;
    private long controlEvents;
    private long responses;
    private long uncorrelated;
    private long logins;
    private ConnectionStats.Timestamps timestamps = ConnectionStats.Timestamps.UNKNOWN;

    synchronized void asyncEvent() {
        asyncEvents++;
    }

    synchronized void listItem() {
        listItems++;
    }

    synchronized void controlEvent() {
        controlEvents++;
    }

    synchronized void timestamps(boolean present) {
        timestamps = present ? ConnectionStats.Timestamps.PRESENT : ConnectionStats.Timestamps.ABSENT;
    }

    synchronized void response(boolean expected) {
        responses++;
        if (!expected) {
            uncorrelated++;
        }
    }

    synchronized void login() {
        logins++;
    }

    synchronized ConnectionStats snapshot(int pendingActions) {
        return new ConnectionStats(
                asyncEvents + listItems + controlEvents,
                asyncEvents,
                listItems,
                controlEvents,
                responses,
                uncorrelated,
                logins,
                pendingActions,
                timestamps);
    }
}
