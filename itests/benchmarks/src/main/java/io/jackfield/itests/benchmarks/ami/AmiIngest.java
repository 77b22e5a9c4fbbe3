package io.jackfield.itests.benchmarks.ami;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.Rounds;
import io.jackfield.itests.benchmarks.pbx.FakePbx;
import io.jackfield.manager.EventFilter;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** How many events per second one connection takes in, and what it allocates for each. */
public final class AmiIngest implements Benchmark {

    private final Rounds rounds;
    private final int events;

    /** As it is meant to be run: a minute. */
    public AmiIngest() {
        this(new Rounds(3, 7), 300_000);
    }

    /** @param events sent in each turn */
    public AmiIngest(Rounds rounds, int events) {
        this.rounds = rounds;
        this.events = events;
    }

    @Override
    public String name() {
        return "ami-ingest";
    }

    @Override
    public List<Figure> run(PrintStream log) throws Exception {
        Client ours = new JackfieldClient("Jackfield", EventFilter.all(), events);
        Client peer = new AsteriskJavaClient();
        Client baseline = new LineReaderClient();
        // Half of the events fail by their name, the others by the condition.
        Client filtered = new JackfieldClient(
                "Jackfield filtering",
                EventFilter.all().named("NoSuchEvent,New*,Dial*").where("AccountCode=nobody*"),
                events);
        Ingest ingest = new Ingest(events);
        List<Map<Client, Ingest.Result>> results = rounds.run(List.of(ours, peer, baseline, filtered), client -> {
            Ingest.Result result = ingest.runLossless(client, FakePbx::onFreePort);
            log.printf(
                    "%-20s %,9.0f events/s %,8.1f bytes/event%n",
                    client.name(), result.perSecond(), result.bytesPerEvent());
            return result;
        });
        return List.of(
                Figure.atLeast(10, "ami_ingest_vs_asterisk_java", ratio(results, ours, peer)),
                Figure.atLeast(2, "ami_ingest_vs_baseline", ratio(results, ours, baseline)),
                Figure.atMost(1000, "ami_ingest_bytes_per_event", bytes(results, ours)),
                Figure.atMost(64, "ami_ingest_bytes_per_filtered_event", bytes(results, filtered)));
    }

    private static double ratio(List<Map<Client, Ingest.Result>> results, Client one, Client other) {
        return Rounds.median(
                results, round -> round.get(one).perSecond() / round.get(other).perSecond());
    }

    private static double bytes(List<Map<Client, Ingest.Result>> results, Client client) {
        return Rounds.median(results, round -> round.get(client).bytesPerEvent());
    }
}
