package io.jackfield.itests.contract;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import io.jackfield.itests.asterisk.AsteriskVersion;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.PbxUnderTest;
import io.jackfield.itests.asterisk.ServerCertificate;
import io.jackfield.manager.ManagerConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All PBXs that {@code -Dpbx} says, each with an AGI server of its own, since they play at the same time; started when the first scenario
 * wants them and closed after the last.
 */
final class Run implements AutoCloseable {
    private final Map<Transport, ManagerConnectionFactory> factories = new EnumMap<>(Transport.class);
    private final List<FastAgiServerFactory> agi = new ArrayList<>();
    private final List<CompletableFuture<Pbx>> starting = new ArrayList<>();
    private final Path trust;
    private final List<Stage> stages;

    Run() {
        PbxUnderTest chosen = PbxUnderTest.current();
        ServerCertificate certificate = ServerCertificate.make();
        trust = file(certificate.pem());
        for (Transport transport : Transport.values()) {
            factories.put(transport, transport.factory());
        }
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
                .flatMap(this::stages)
                .toList();
    }

    private static Path file(String text) {
        try {
            return Files.writeString(Files.createTempFile("contract-", ".pem"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Stage> stages(Pbx pbx) {
        FastAgiServer server = agiServer();
        Lock turn = new ReentrantLock();
        return factories.entrySet().stream()
                .map(way -> new Stage(pbx, way.getKey(), way.getValue(), trust, server, turn));
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
    public void close() throws IOException {
        factories.values().forEach(ManagerConnectionFactory::close);
        agi.forEach(FastAgiServerFactory::close);
        stages.stream().map(Stage::pbx).distinct().forEach(Pbx::close);
        Files.delete(trust);
    }
}
