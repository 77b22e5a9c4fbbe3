package io.jackfield.itests.asterisk;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which real Asterisks this build tests on, as {@code -Dpbx} says: {@code real} (the default: 22 and 16), {@code 22}, {@code 16},
 * or {@code simulator} for none.
 */
public record PbxUnderTest(Set<AsteriskVersion> versions) {
    public PbxUnderTest {
        versions = Set.copyOf(versions);
    }

    /** @throws IllegalArgumentException if {@code -Dpbx} has a value that means nothing */
    public static PbxUnderTest current() {
        return of(System.getProperty("pbx", "real"));
    }

    /** @throws IllegalArgumentException if the choice is none of real, 22, 16 and simulator */
    public static PbxUnderTest of(String choice) {
        return new PbxUnderTest(
                switch (choice) {
                    case "real", "" -> EnumSet.allOf(AsteriskVersion.class);
                    case "22" -> EnumSet.of(AsteriskVersion.V22);
                    case "16" -> EnumSet.of(AsteriskVersion.V16);
                    case "simulator" -> EnumSet.noneOf(AsteriskVersion.class);
                    default ->
                        throw new IllegalArgumentException("-Dpbx=" + choice
                                + " means nothing: use real (Asterisk 22 and 16), 22, 16 or simulator (no Asterisk)");
                });
    }

    public boolean includes(AsteriskVersion version) {
        return versions.contains(version);
    }

    /** For the reason of a skipped test, such as {@code "-Dpbx leaves out Asterisk 16: its tests are skipped"}. */
    public String skipReason(AsteriskVersion version) {
        return "-Dpbx leaves out " + version + ": its tests are skipped";
    }
}
