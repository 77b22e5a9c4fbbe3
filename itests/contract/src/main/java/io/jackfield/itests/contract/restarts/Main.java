package io.jackfield.itests.contract.restarts;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.AsteriskInstallation;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.itests.contract.Pbx;

/** What the script {@code itests/contract/restarts} starts when all is built. */
public final class Main {
    private static final int MISUSED = 2;

    private Main() {}

    /** Ends the JVM: with 0 if all promises were kept, 1 if not, 2 if the arguments mean nothing. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        Arguments said;
        try {
            said = Arguments.of(arguments);
        } catch (IllegalArgumentException misused) {
            System.err.println("restarts: " + misused.getMessage());
            return MISUSED;
        }
        try (Pbx pbx = pbx(said.pbx().orElseGet(Main::best));
                Restarts restarts = new Restarts(pbx, said.transport())) {
            System.out.println(said.times() + " restarts of " + pbx + " over " + said.transport());
            Summary summary = restarts.run(said.times(), System.out::println);
            summary.faults().forEach(fault -> System.err.println("restarts: " + fault));
            System.out.println(summary);
            return summary.faults().isEmpty() ? 0 : 1;
        } catch (AsteriskException | IllegalStateException e) {
            System.err.println("restarts: " + e.getMessage());
            return 1;
        }
    }

    private static Pbx pbx(PbxUnderTest chosen) {
        ServerCertificate certificate = ServerCertificate.make();
        return chosen.versions().stream()
                .findFirst()
                .map(version -> Pbx.real(version, certificate))
                .orElseGet(() -> Pbx.simulator(certificate));
    }

    private static PbxUnderTest best() {
        AsteriskVersion version = AsteriskVersion.V22;
        try {
            AsteriskInstallation.find(version);
            return PbxUnderTest.of(version.major() + "");
        } catch (AsteriskException e) {
            System.out.println("restarts: no " + version + " on this machine, taking the simulator: " + e.getMessage());
            return PbxUnderTest.of("simulator");
        }
    }
}
