package io.jackfield.manager;

/**
 * Where every event went that a subscription was offered. At every instant
 * {@code offered = filtered + shed + discarded + queued + inFlight + completed + failed}. Gaps are not counted.
 *
 * @param offered events received by the login while the subscription was attached
 * @param filtered did not pass the filter
 * @param shed gave way because the queue was full
 * @param discarded were waiting when the subscription was closed
 * @param queued wait for the listener
 * @param inFlight are with the listener
 * @param completed were taken by the listener
 * @param failed made the listener fail
 */
public record SubscriptionStats(
        long offered,
        long filtered,
        long shed,
        long discarded,
        long queued,
        long inFlight,
        long completed,
        long failed) {

    /** Whether the sum is right; false is a defect of this library. */
    public boolean isBalanced() {
        return offered == filtered + shed + discarded + queued + inFlight + completed + failed;
    }
}
