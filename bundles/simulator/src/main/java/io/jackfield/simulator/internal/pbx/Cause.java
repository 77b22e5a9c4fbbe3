package io.jackfield.simulator.internal.pbx;

/**
 * Why a channel was hung up.
 *
 * @param code the cause code of Q.850, 0 if none was given
 */
public record Cause(int code) {

    public static final Cause UNKNOWN = new Cause(0);
    public static final Cause NORMAL = new Cause(16);
    public static final Cause BUSY = new Cause(17);
    public static final Cause NO_ANSWER = new Cause(19);
    public static final Cause CONGESTION = new Cause(34);
    public static final Cause CANCELLED = new Cause(127);

    public String text() {
        return switch (code) {
            case 1 -> "Unallocated (unassigned) number";
            case 3 -> "No route to destination";
            case 16 -> "Normal Clearing";
            case 17 -> "User busy";
            case 18 -> "No user responding";
            case 19 -> "User alerting, no answer";
            case 20 -> "Subscriber absent";
            case 21 -> "Call Rejected";
            case 27 -> "Destination out of order";
            case 34 -> "Circuit/channel congestion";
            case 38 -> "Network out of order";
            case 127 -> "Interworking, unspecified";
            default -> "Unknown";
        };
    }

    /** The SIP status that goes with it, "" where there is none. */
    public String sipStatus() {
        return switch (code) {
            case 17 -> "486";
            case 19 -> "480";
            case 21 -> "603";
            case 34 -> "503";
            case 127 -> "487";
            default -> "";
        };
    }
}
