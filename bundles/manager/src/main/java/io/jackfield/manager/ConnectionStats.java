package io.jackfield.manager;

/**
 * Counters of a connection since it was created, over all its logins. At every instant
 * {@code eventFrames = asyncEvents + listItems + controlEvents}.
 *
 * @param eventFrames event frames received
 * @param asyncEvents those that were offered to the subscriptions and nothing else
 * @param listItems those that belonged to the answer of an action
 * @param controlEvents those that the connection itself acted on, such as the outcome of an Originate; they were offered to the
 *     subscriptions as well
 * @param responses responses received
 * @param uncorrelated responses that no action was waiting for, because it had timed out
 * @param logins successful logins
 * @param pendingActions actions that wait for their answer
 * @param timestamps whether the PBX says when an event was raised
 */
public record ConnectionStats(
        long eventFrames,
        long asyncEvents,
        long listItems,
        long controlEvents,
        long responses,
        long uncorrelated,
        long logins,
        int pendingActions,
        Timestamps timestamps) {

    /** Whether events carry a {@code Timestamp}, on which {@link ManagerEvent#fingerprint} depends. */
    public enum Timestamps {
        /** No event was received since the connection was made. */
        UNKNOWN,
        PRESENT,
        /** The PBX lacks {@code timestampevents=yes} in its manager.conf. */
        ABSENT
    }

    /** Whether the sum is right; false is a defect of this library. */
    public boolean isBalanced() {
        return eventFrames == asyncEvents + listItems + controlEvents;
    }
}
