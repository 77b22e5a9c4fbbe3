package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.itests.contract.Pbx;
import io.jackfield.itests.contract.Transport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Ten restarts under load; the script {@code restarts} makes a hundred. */
class RestartsIT {
    private static final int TIMES = 10;

    @Test
    void theSimulator() {
        assumeThat(PbxUnderTest.current().simulator())
                .as("-Dpbx leaves out the simulator")
                .isTrue();
        keepAllPromises(Pbx::simulator);
    }

    @Test
    void aRealAsterisk() {
        AsteriskVersion version = AsteriskVersion.V22;
        assumeThat(PbxUnderTest.current().includes(version))
                .as(PbxUnderTest.current().skipReason(version))
                .isTrue();
        keepAllPromises(certificate -> Pbx.real(version, certificate));
    }

    private static void keepAllPromises(Function<ServerCertificate, Pbx> kind) {
        try (Pbx pbx = kind.apply(ServerCertificate.make());
                Restarts restarts = new Restarts(pbx, Transport.AMI)) {
            Summary summary = restarts.run(TIMES, System.out::println);

            System.out.println(summary);
            assertThat(summary.faults()).isEmpty();
            assertThat(summary.rounds()).hasSize(TIMES);
        }
    }
}
