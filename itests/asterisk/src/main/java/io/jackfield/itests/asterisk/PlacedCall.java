package io.jackfield.itests.asterisk;

/**
 * A call that Asterisk took on.
 *
 * @param uniqueId the Uniqueid of the caller's channel, the first of the call and so its Linkedid (conference calls share that of
 *     the oldest member once they meet)
 * @param callerNumber as in CallerIDNum
 * @param callerName as in CallerIDName
 */
public record PlacedCall(String uniqueId, CallKind kind, String callerNumber, String callerName) {}
