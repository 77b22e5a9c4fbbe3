package io.jackfield.itests.benchmarks.ami;

import io.jackfield.itests.benchmarks.Benchmark;
import io.jackfield.itests.benchmarks.Figure;
import io.jackfield.itests.benchmarks.Rounds;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** How many events per second get into a Camel route. */
public final class AmiRoute implements Benchmark {

    private final Rounds rounds;
    private final int events;

    /** As it is meant to be run: a minute. */
    public AmiRoute() {
        this(new Rounds(3, 7), 300_000);
    }

    /** @param events sent in each turn */
    public AmiRoute(Rounds rounds, int events) {
        this.rounds = rounds;
        this.events = events;
    }

    @Override
    public String name() {
        return "ami-route";
    }

    @Override
    public List<Figure> run(PrintStream log) throws Exception {
        Client ours = new JackfieldRoute(events);
        Client peer = new CamelAsteriskRoute();
        Ingest ingest = new Ingest(events);
        List<Map<Client, Ingest.Result>> results = rounds.run(List.of(ours, peer), client -> {
            // What camel-asterisk drops is not held against it: only what it delivers counts.
            Ingest.Result result = client == ours
                    ? ingest.runLossless(client, CamelAsteriskRoute::pbx)
                    : ingest.run(client, CamelAsteriskRoute::pbx);
            log.printf(
                    "%-16s %,9.0f events/s, %,d of %,d arrived%n",
                    client.name(), result.perSecond(), result.arrived(), events);
            return result;
        });
        double ratio = Rounds.median(
                results, round -> round.get(ours).perSecond() / round.get(peer).perSecond());
        return List.of(Figure.atLeast(5, "ami_route_vs_camel_asterisk", ratio));
    }
}
