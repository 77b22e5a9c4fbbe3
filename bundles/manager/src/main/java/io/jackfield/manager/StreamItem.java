package io.jackfield.manager;

/**
 * What a subscription delivers: events, a notice wherever some are missing, and frames that hold a list of the PBX's state.
 * Between a {@link SnapshotStart} and its {@link SnapshotEnd} come the items of that list and nothing else.
 */
public sealed interface StreamItem permits ManagerEvent, EventGap, SnapshotStart, SnapshotEnd {

    /** The connection, and the login that received it. */
    Origin origin();
}
