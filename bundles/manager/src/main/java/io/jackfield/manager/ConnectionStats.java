package io.jackfield.manager;

/**
 * Counters of a connection since it was created, over all its logins. At every instant
 * {@code eventFrames = asyncEvents + listItems}.
 *
 * @param eventFrames event frames received
 * @param asyncEvents those offered to the subscriptions
 * @param listItems those that belonged to the answer of an action
 * @param responses responses received
 * @param uncorrelated responses that no action was waiting for, because it had timed out
 * @param logins successful logins
 * @param pendingActions actions that wait for their answer
 */
public record ConnectionStats(
        long eventFrames,
        long asyncEvents,
        long listItems,
        long responses,
        long uncorrelated,
        long logins,
        int pendingActions) {}
