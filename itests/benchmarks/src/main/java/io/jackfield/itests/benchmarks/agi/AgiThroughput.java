package io.jackfield.itests.benchmarks.agi;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.Rounds;
import io.jackfield.itests.benchmarks.agi.calls.SessionTimes;
import io.jackfield.itests.benchmarks.agi.calls.Sessions;
import io.jackfield.itests.benchmarks.agi.server.Processors;
import io.jackfield.itests.benchmarks.agi.server.ServerProcess;
import io.jackfield.itests.benchmarks.agi.server.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How many sessions of five commands per second, and how long each takes, with few clients and with many. */
public final class AgiThroughput implements Benchmark {

    private static final int FEW = 32;
    private static final int MANY = 1000;
    private static final int COMMANDS = 5;

    /** The forms in which call logic can be written; the figures are those of the first. */
    private static final List<Servers> FORMS =
            List.of(Servers.JACKFIELD, Servers.JACKFIELD_WORKERS, Servers.JACKFIELD_BLOCKING);

    private static final List<Servers> PEERS =
            List.of(Servers.ASTERISK_JAVA, Servers.ASTERISK_JAVA_PATCHED, Servers.THREAD_PER_SESSION);
    private static final List<Servers> COMPETITORS =
            Stream.concat(FORMS.stream(), PEERS.stream()).toList();

    private final Rounds rounds;
    private final int sessions;

    /** As it is meant to be run: three minutes. */
    public AgiThroughput() {
        this(new Rounds(5, 5), 10_000);
    }

    /** @param sessions in each turn */
    public AgiThroughput(Rounds rounds, int sessions) {
        this.rounds = rounds;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "agi-throughput";
    }

    @Override
    public List<Figure> run(PrintStream log) throws Exception {
        try (Processors processors = Processors.divided(log);
                ServerProcess process = ServerProcess.start(processors);
                Sessions calls = new Sessions()) {
            List<Map<Servers, Turn>> few = rounds.run(COMPETITORS, server -> turn(process, calls, server, FEW, log));
            // The code is warm by now.
            List<Map<Servers, Turn>> many = new Rounds(Math.min(1, rounds.warmUp()), rounds.measured())
                    .run(COMPETITORS, server -> turn(process, calls, server, MANY, log));
            logRatios(log, FEW, few);
            logRatios(log, MANY, many);
            return List.of(
                    Figure.atMost(1, "agi_throughput_p99_vs_asterisk_java_" + FEW, p99(few)),
                    Figure.atMost(1, "agi_throughput_p99_vs_asterisk_java_" + MANY, p99(many)),
                    Figure.atLeast(1.2, "agi_throughput_vs_asterisk_java_" + FEW, throughput(few)),
                    Figure.atLeast(2, "agi_throughput_vs_asterisk_java_" + MANY, throughput(many)));
        }
    }

    private Turn turn(ServerProcess process, Sessions calls, Servers server, int clients, PrintStream log)
            throws IOException, InterruptedException {
        InetSocketAddress address = process.start(server, clients);
        int warmUp = Math.min(2 * clients, sessions);
        Optional<Duration> before = process.processorTime();
        SessionTimes times = calls.run(address, clients, warmUp, sessions, COMMANDS);
        double micros = process.processorTime()
                .flatMap(after -> before.map(after::minus))
                .map(used -> used.toNanos() / 1e3 / (warmUp + sessions))
                .orElse(Double.NaN);
        process.stop();
        Turn turn = new Turn(times, micros);
        log.printf("%,5d clients, %-21s %s%n", clients, server, turn);
        return turn;
    }

    private static void logRatios(PrintStream log, int clients, List<Map<Servers, Turn>> results) {
        for (Servers form : FORMS) {
            for (Servers peer : PEERS) {
                log.printf(
                        Locale.ROOT,
                        "%,5d clients, %-18s to %-21s %.2f in sessions per second, %.2f in the time of 99 %% of them,"
                                + " %.2f in processor time of the server%n",
                        clients,
                        form,
                        peer,
                        ratio(results, form, peer, Turn::perSecond),
                        ratio(results, form, peer, Turn::p99),
                        ratio(results, form, peer, Turn::serverMicros));
            }
        }
    }

    private static double p99(List<Map<Servers, Turn>> results) {
        return ratio(results, Servers.JACKFIELD, Servers.ASTERISK_JAVA, Turn::p99);
    }

    private static double throughput(List<Map<Servers, Turn>> results) {
        return ratio(results, Servers.JACKFIELD, Servers.ASTERISK_JAVA, Turn::perSecond);
    }

    private static double ratio(
            List<Map<Servers, Turn>> results, Servers form, Servers peer, ToDoubleFunction<Turn> figure) {
        return Rounds.median(
                results, round -> figure.applyAsDouble(round.get(form)) / figure.applyAsDouble(round.get(peer)));
    }
}
