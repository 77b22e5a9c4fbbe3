package io.jackfield.manager;

/**
 * What gives way when a subscriber is slower than the PBX and its queue is full. Each way one gap counts the loss, and no
 * policy touches the login that others share. Of a large queue a sixteenth gives way at a time, so that a subscriber that is
 * too slow for long has few gaps instead of one behind every event.
 */
public enum OverflowPolicy {
    /** The oldest waiting event makes room: the subscriber stays close to now. */
    DROP_OLDEST,
    /** The arriving event is shed: what was queued is delivered first. */
    DROP_NEWEST,
    /** All waiting events are shed, and a fresh snapshot follows the gap. */
    RESYNC
}
