package io.jackfield.itests.benchmarks.agi;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.Rounds;
import io.jackfield.itests.benchmarks.agi.calls.SessionTimes;
import io.jackfield.itests.benchmarks.agi.calls.Sessions;
import io.jackfield.itests.benchmarks.agi.server.ServerProcess;
import io.jackfield.itests.benchmarks.agi.server.Servers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How many sessions of five commands per second, and how long each takes, with few clients and with many. */
public final class AgiThroughput implements Benchmark {

    private static final int FEW = 32;
    private static final int MANY = 1000;
    private static final int COMMANDS = 5;

    private final Rounds rounds;
    private final int sessions;

    /** As it is meant to be run: three minutes. */
    public AgiThroughput() {
        this(new Rounds(2, 7), 20_000);
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
        try (ServerProcess process = ServerProcess.start();
                Sessions calls = new Sessions()) {
            List<Map<Servers, SessionTimes>> few = measure(process, calls, FEW, log);
            List<Map<Servers, SessionTimes>> many = measure(process, calls, MANY, log);
            return List.of(
                    Figure.atMost(1, "agi_throughput_p99_vs_asterisk_java_" + FEW, p99(few)),
                    Figure.atMost(1, "agi_throughput_p99_vs_asterisk_java_" + MANY, p99(many)),
                    Figure.atLeast(1.2, "agi_throughput_vs_asterisk_java_" + FEW, throughput(few)),
                    Figure.atLeast(2, "agi_throughput_vs_asterisk_java_" + MANY, throughput(many)));
        }
    }

    private List<Map<Servers, SessionTimes>> measure(
            ServerProcess process, Sessions calls, int clients, PrintStream log) throws Exception {
        return rounds.run(List.of(Servers.JACKFIELD, Servers.ASTERISK_JAVA, Servers.THREAD_PER_SESSION), server -> {
            SessionTimes times = turn(process, calls, server, clients);
            log.printf("%,5d clients, %-18s %s%n", clients, server, times);
            return times;
        });
    }

    private SessionTimes turn(ServerProcess process, Sessions calls, Servers server, int clients)
            throws IOException, InterruptedException {
        InetSocketAddress address = process.start(server, clients);
        try {
            // So that threads that live long have been started before the time counts.
            calls.run(address, clients, Math.min(sessions, 2 * clients), COMMANDS);
            return calls.run(address, clients, sessions, COMMANDS);
        } finally {
            process.stop();
        }
    }

    private static double p99(List<Map<Servers, SessionTimes>> results) {
        return ratio(results, times -> times.percentile(99));
    }

    private static double throughput(List<Map<Servers, SessionTimes>> results) {
        return ratio(results, SessionTimes::perSecond);
    }

    private static double ratio(List<Map<Servers, SessionTimes>> results, ToDoubleFunction<SessionTimes> figure) {
        return Rounds.median(
                results,
                round -> figure.applyAsDouble(round.get(Servers.JACKFIELD))
                        / figure.applyAsDouble(round.get(Servers.ASTERISK_JAVA)));
    }
}
