package io.jackfield.itests.asterisk;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which PBXs this build tests on, as {@code -Dpbx} says: {@code real} (Asterisk 22 and 16), {@code 22}, {@code 16}, or
 * {@code simulator}. Without it both Asterisks and, where a test can do with it, the simulator.
 *
 * @param versions the real ones
 * @param simulator whether tests that run on either run on the simulator, too
 */
public record PbxUnderTest(Set<AsteriskVersion> versions, boolean simulator) {
    public PbxUnderTest {
        versions = Set.copyOf(versions);
    }

    /** @throws IllegalArgumentException if {@code -Dpbx} has a value that means nothing */
    public static PbxUnderTest current() {
        return of(System.getProperty("pbx", ""));
    }

    /** @throws IllegalArgumentException if the choice is none of real, 22, 16 and simulator, and not empty */
    public static PbxUnderTest of(String choice) {
        return switch (choice) {
            case "" -> new PbxUnderTest(EnumSet.allOf(AsteriskVersion.class), true);
            case "real" -> new PbxUnderTest(EnumSet.allOf(AsteriskVersion.class), false);
            case "22" -> new PbxUnderTest(EnumSet.of(AsteriskVersion.V22), false);
            case "16" -> new PbxUnderTest(EnumSet.of(AsteriskVersion.V16), false);
            case "simulator" -> new PbxUnderTest(EnumSet.noneOf(AsteriskVersion.class), true);
            default ->
                throw new IllegalArgumentException("-Dpbx=" + choice
                        + " means nothing: use real (Asterisk 22 and 16), 22, 16 or simulator (no Asterisk)");
        };
    }

    public boolean includes(AsteriskVersion version) {
        return versions.contains(version);
    }

    /** For the reason of a skipped test, such as {@code "-Dpbx leaves out Asterisk 16: its tests are skipped"}. */
    public String skipReason(AsteriskVersion version) {
        return "-Dpbx leaves out " + version + ": its tests are skipped";
    }
}
