package io.jackfield.itests.contract;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * All PBXs that {@code -Dpbx} says, each with an AGI server of its own, since they play at the same time; started when the first scenario
 * wants them and closed after the last.
 */
final class Run implements AutoCloseable {
    private final ManagerConnectionFactory factory = new AmiConnectionFactory();
    private final List<FastAgiServerFactory> agi = new ArrayList<>();
    private final List<CompletableFuture<Pbx>> starting = new ArrayList<>();
    private final List<Stage> stages;

    Run() {
        PbxUnderTest chosen = PbxUnderTest.current();
        ServerCertificate certificate = ServerCertificate.make();
        if (chosen.simulator()) {
            begin(() -> new SimulatedPbx(certificate));
        }
        for (AsteriskVersion version : AsteriskVersion.values()) {
            if (chosen.includes(version)) {
                begin(() -> new RealPbx(version, certificate));
            } else {
                System.out.println(chosen.skipReason(version));
            }
        }
        stages = starting.stream()
                .map(CompletableFuture::join)
                .map(pbx -> new Stage(pbx, factory, agiServer()))
                .toList();
    }

    private FastAgiServer agiServer() {
        FastAgiServerFactory ofOne = new FastAgiServerFactory();
        agi.add(ofOne);
        return ofOne.create("contract", Map.of("port", LoopbackPorts.next(), "drainTimeout", "1s"));
    }

    private void begin(Supplier<Pbx> pbx) {
        starting.add(CompletableFuture.supplyAsync(pbx));
    }

    List<Stage> stages() {
        return stages;
    }

    @Override
    public void close() {
        factory.close();
        agi.forEach(FastAgiServerFactory::close);
        stages.forEach(stage -> stage.pbx().close());
    }
}
