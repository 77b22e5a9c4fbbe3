package io.jackfield.simulator.internal.pbx;

/** The description of a bridge that events and lists carry. */
public final class BridgeHeaders {

    private BridgeHeaders() {}

    public static void append(StringBuilder out, String prefix, Bridge bridge) {
        header(out, prefix, "Uniqueid", bridge.uniqueid());
        header(out, prefix, "Type", bridge.kind().type());
        header(out, prefix, "Technology", bridge.kind().technology());
        header(out, prefix, "Creator", bridge.kind().creator());
        header(out, prefix, "Name", bridge.name());
        header(out, prefix, "NumChannels", String.valueOf(bridge.size()));
        header(out, prefix, "VideoSourceMode", "none");
    }

    private static void header(StringBuilder out, String prefix, String name, String value) {
        out.append(prefix)
                .append("Bridge")
                .append(name)
                .append(": ")
                .append(value)
                .append("\r\n");
    }
}
