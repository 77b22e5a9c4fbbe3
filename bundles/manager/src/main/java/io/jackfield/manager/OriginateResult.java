package io.jackfield.manager;

import java.util.Optional;

/**
 * How an Originate ended.
 *
 * @param event the {@code OriginateResponse} of the PBX
 */
public record OriginateResult(ManagerEvent event) {

    /** Whether the called side answered. */
    public boolean isSuccess() {
        return "Success".equalsIgnoreCase(event.get("Response"));
    }

    /**
     * Asterisk's reason: 0 failed or unknown, 1 hung up, 3 rang until the timeout, 4 answered, 5 busy, 8 congestion; -1 if the
     * PBX gave none.
     */
    public int reason() {
        try {
            return Integer.parseInt(event.get("Reason"));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** The reason for a person to read. */
    public String reasonText() {
        return switch (reason()) {
            case 0 -> "failed";
            case 1 -> "hung up";
            case 3 -> "no answer";
            case 4 -> "answered";
            case 5 -> "busy";
            case 8 -> "congestion";
            default -> "reason " + event.get("Reason");
        };
    }

    /** The {@code Uniqueid} of the channel, if one came to be. */
    public Optional<String> uniqueid() {
        return Optional.ofNullable(event.get("Uniqueid")).filter(id -> !id.isEmpty() && !id.equals("<unknown>"));
    }
}
