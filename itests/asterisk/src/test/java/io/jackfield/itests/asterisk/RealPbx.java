package io.jackfield.itests.asterisk;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** A real Asterisk, or, where {@code -Dpbx} leaves its version out, a skipped test that says so. */
final class RealPbx {
    private static final Set<AsteriskVersion> SAID = EnumSet.noneOf(AsteriskVersion.class);

    private RealPbx() {}

    static AsteriskBuilder of(AsteriskVersion version) {
        assumeIncluded(version);
        return Asterisk.of(version);
    }

    static void assumeIncluded(AsteriskVersion version) {
        PbxUnderTest chosen = PbxUnderTest.current();
        if (!chosen.includes(version)) {
            if (SAID.add(version)) {
                System.out.println(chosen.skipReason(version));
            }
            Assumptions.abort(chosen.skipReason(version));
        }
    }
}
