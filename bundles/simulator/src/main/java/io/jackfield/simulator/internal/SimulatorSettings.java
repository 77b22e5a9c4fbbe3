package io.jackfield.simulator.internal;

import io.jackfield.simulator.internal.ajam.AjamSettings;
import io.jackfield.simulator.internal.ami.AmiSettings;
import io.jackfield.simulator.internal.calls.CallSettings;
import io.jackfield.simulator.internal.calls.Phone;
import io.jackfield.simulator.internal.pbx.PbxSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What PBX is wanted, complete and checked.
 *
 * @param manualStart when its time begins, empty if time goes by itself
 */
public record SimulatorSettings(
        String name,
        String host,
        int port,
        Optional<TlsSetting> tls,
        Optional<HttpSetting> http,
        PbxSettings pbx,
        CallSettings calls,
        AmiSettings ami,
        AjamSettings ajam,
        List<Phone> phones,
        List<QueueSetting> queues,
        List<ExtensionSetting> extensions,
        Duration ringTimeout,
        double callsPerSecond,
        long seed,
        Clock clock,
        Optional<Instant> manualStart) {

    /** The manager interface over TLS: with which key, on which port. */
    public record TlsSetting(SSLContext context, int port) {}

    /** The ports of the manager interface over HTTP, the second one with TLS. */
    public record HttpSetting(int port, int tlsPort) {}

    /** A queue, the number that leads into it, and the numbers of those who serve it. */
    public record QueueSetting(String name, String extension, List<String> members) {}

    /** An extension and its steps. */
    public record ExtensionSetting(String context, String extension, List<String> steps) {}

    private static final double HIGHEST_RATE = 10_000;

    public SimulatorSettings {
        checkRate(callsPerSecond);
        phones = List.copyOf(phones);
        queues = List.copyOf(queues);
        extensions = List.copyOf(extensions);
    }

    public static void checkRate(double callsPerSecond) {
        if (!(callsPerSecond >= 0 && callsPerSecond <= HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "The rate of calls must be between 0 and 10,000 a second, not " + callsPerSecond);
        }
    }
}
