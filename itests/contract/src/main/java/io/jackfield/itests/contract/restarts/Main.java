package io.jackfield.itests.contract.restarts;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.AsteriskInstallation;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.itests.contract.Pbx;

/** What the script {@code itests/contract/restarts} starts when all is built. */
public final class Main {
    private static final AsteriskVersion VERSION = AsteriskVersion.V22;

    private Main() {}

    /** @param arguments how many restarts */
    public static void main(String... arguments) {
        System.exit(run(Integer.parseInt(arguments[0])));
    }

    private static int run(int times) {
        try (Pbx pbx = pbx();
                Restarts restarts = new Restarts(pbx)) {
            System.out.println(times + " restarts of " + pbx);
            Summary summary = restarts.run(times, System.out::println);
            System.out.println(summary);
            return summary.faults().isEmpty() ? 0 : 1;
        } catch (AsteriskException | IllegalStateException | IllegalArgumentException e) {
            System.err.println("restarts: " + e.getMessage());
            return 1;
        }
    }

    private static Pbx pbx() {
        ServerCertificate certificate = ServerCertificate.make();
        if (PbxUnderTest.current().includes(VERSION) && usable()) {
            return Pbx.real(VERSION, certificate);
        }
        return Pbx.simulator(certificate);
    }

    private static boolean usable() {
        try {
            AsteriskInstallation.find(VERSION);
            return true;
        } catch (AsteriskException e) {
            System.out.println("restarts: no " + VERSION + " on this machine, taking the simulator: " + e.getMessage());
            return false;
        }
    }
}
