package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.CallGenerator;
import io.jackfield.itests.asterisk.PlacedCall;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows the calls of a PBX because it places them all. */
final class PlacingWitness implements Witness {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);

    private final CallGenerator generator;
    private final double callsPerSecond;

    PlacingWitness(CallGenerator generator, double callsPerSecond) {
        this.generator = generator;
        this.callsPerSecond = callsPerSecond;
    }

    @Override
    public void observe(Duration time, Duration settling) {
        generator.place((int) (time.toSeconds() * callsPerSecond), callsPerSecond, call -> {});
        generator.awaitEnd(CALL_LIMIT);
        Pause.of(settling);
    }

    @Override
    public Testimony testimony() {
        Set<String> placed =
                generator.placed().stream().map(PlacedCall::uniqueId).collect(Collectors.toSet());
        return new Testimony(placed, placed);
    }

    @Override
    public void close() {
        generator.close();
    }
}
