package io.jackfield.itests.benchmarks.ami;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.pbx.FakePbx;
import io.jackfield.itests.benchmarks.pbx.RecordedEvents;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long a Ping waits for its answer while events pour in and a listener is stuck. */
public final class AmiLatency implements Benchmark {

    private final RecordedEvents events = RecordedEvents.load();
    private final int perSecond;
    private final int seconds;

    /** As it is meant to be run: twice ten seconds. */
    public AmiLatency() {
        this(20_000, 10);
    }

    /**
     * @param perSecond events while it is measured
     * @param seconds for which it is measured, each client
     */
    public AmiLatency(int perSecond, int seconds) {
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "ami-latency";
    }

    @Override
    public List<Figure> run(PrintStream log) throws Exception {
        PingTimes ours = measure("Jackfield", new JackfieldPinger(), log);
        measure("asterisk-java", new AsteriskJavaPinger(), log);
        return List.of(Figure.atMost(50, "ami_ping_p99_ms", ours.percentile(99)));
    }

    private PingTimes measure(String name, Pinger pinger, PrintStream log) throws Exception {
        try (FakePbx pbx = FakePbx.onFreePort();
                Pinger.Login login = pinger.login(pbx.address())) {
            CompletableFuture<PingTimes> pings = new CompletableFuture<>();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Thread caller = new Thread(() -> pings.complete(PingTimes.until(end, login)), "pings");
            caller.start();
            long count = (long) perSecond * seconds;
            long begin = System.nanoTime();
            pbx.send(events, count, perSecond);
            double sent = count * 1e9 / (System.nanoTime() - begin);
            PingTimes times = pings.get();
            login.verify(count);
            log.printf("%-14s %,.0f events/s; %s%n", name + ":", sent, times);
            return times;
        }
    }
}
