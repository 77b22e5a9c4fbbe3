package io.jackfield.itests.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One run: the PBX and Karaf from start to end. The course of events is for one thread; {@link #close} may come from any other, at any
 * time, and cuts it short.
 */
final class Demo implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration OBSERVED = Duration.ofSeconds(24);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration FOR_EVER = Duration.ofDays(1000);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final int LINES_TOLD = 40;

    private final Path distribution;
    private final KarafFolder files;
    private final Pbx pbx;
    private final Settings settings = Settings.random();
    private final List<Example> examples = Example.all(settings.management());
    private Karaf karaf;
    private volatile boolean closed;

    Demo(Path distribution, Path folder, Pbx pbx) {
        this.distribution = distribution;
        this.files = new KarafFolder(folder);
        this.pbx = pbx;
    }

    /**
     * Starts the PBX and Karaf, and waits until the examples can work.
     *
     * @throws DemoException if one of them does not come up, with the end of the log
     */
    void start() {
        Instant begin = Instant.now();
        say("unpacking Karaf into " + shown(files.path()));
        files.unpack(distribution);
        pbx.start();
        settings.write(files, pbx, examples.stream().map(Example::feature).toList());
        examples.forEach(example -> example.configure(files));
        startKaraf();
        say("Karaf starts; the PBX is " + pbx.description());
        awaitExamples();
        say("up after " + Duration.between(begin, Instant.now()).toSeconds() + " s");
    }

    /**
     * Says where to look, and tells of calls as they end, until Karaf does.
     *
     * @return Karaf's exit status
     */
    int show(PrintStream output) {
        instructions().forEach(output::println);
        karaf.onLine(output::println);
        CompletableFuture<Integer> end = karaf.onEnd();
        try (Watches watches = new Watches(examples, pbx)) {
            for (Runnable calls : List.<Runnable>of(pbx::makeCalls, () -> watches.work(FOR_EVER))) {
                inBackground(calls).exceptionally(problem -> {
                    end.completeExceptionally(problem);
                    return null;
                });
            }
            int status = end.join();
            if (status != 0 && !closed) {
                throw failure("Karaf ended with status " + status);
            }
            return status;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Watches calls for half a minute, and judges what the examples made of them. */
    Report check() {
        Report report = new Report();
        try (Witness witness = pbx.witness()) {
            Pause.of(SETTLING);
            try (Watches watches = new Watches(examples, pbx)) {
                say("watching calls for " + OBSERVED.toSeconds() + " s");
                CompletableFuture<Void> worked = inBackground(() -> watches.work(OBSERVED));
                witness.observe(OBSERVED, SETTLING);
                await(worked);
                watches.report(witness::testimony, report);
            }
        } catch (DemoException e) {
            throw karaf.alive() ? e : failure("Karaf ended while it was watched");
        }
        if (!report.passed()) {
            report.problem("what Karaf says: " + shown(files.log()));
        }
        return report;
    }

    boolean closed() {
        return closed;
    }

    /**
     * Stops everything, in the order in which nothing is missed by anybody. Blocks until no process is left; does nothing the second time.
     *
     * @throws DemoException if something had to be killed
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Processes processes = Processes.ofThisOne();
        try {
            if (karaf != null) {
                say("stopping");
                karaf.close();
            }
        } finally {
            pbx.close();
        }
        processes.requireEnd(END_LIMIT);
    }

    private synchronized void startKaraf() {
        if (closed) {
            throw new DemoException("stopped while starting");
        }
        karaf = Karaf.start(files.path());
    }

    private void awaitExamples() {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (true) {
            String reason;
            try {
                Optional<Example> waiting =
                        examples.stream().filter(example -> !example.ready()).findFirst();
                if (waiting.isEmpty()) {
                    return;
                }
                reason = waiting.get().feature() + " cannot work yet";
            } catch (DemoException notYet) {
                reason = notYet.getMessage();
            }
            if (!karaf.alive()) {
                throw failure("Karaf ended while it started");
            }
            if (Instant.now().isAfter(limit)) {
                throw failure("not up after " + START_LIMIT.toSeconds() + " s: " + reason);
            }
            Pause.of(POLL);
        }
    }

    private DemoException failure(String what) {
        return new DemoException(what + "\n--- what Karaf printed ---\n" + String.join("\n", karaf.lastLines())
                + "\n--- end of " + shown(files.log()) + " ---\n" + String.join("\n", files.logTail(LINES_TOLD)));
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Completes when that is done, or with what went wrong. */
    private static CompletableFuture<Void> inBackground(Runnable calls) {
        return CompletableFuture.runAsync(calls, task -> {
            Thread thread = new Thread(task, "calls");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private List<String> instructions() {
        List<String> lines = new ArrayList<>();
        lines.add("Karaf runs with the connectors and the examples below; the PBX is " + pbx.description() + ".");
        lines.add("PBX: AMI at %s:%d, user %s, secret in %s"
                .formatted(pbx.host(), pbx.amiPort(), pbx.user().name(), shown(files.etc(Settings.SECRET_FILE))));
        examples.forEach(example -> lines.add(example.feature() + ": " + example.instructions(files, pbx)));
        lines.add("Shell: ssh -p %d %s@%s, password in %s; log in %s"
                .formatted(
                        settings.sshPort(),
                        Settings.USER,
                        KarafFolder.HOST,
                        shown(files.etc(Settings.PASSWORD_FILE)),
                        shown(files.log())));
        lines.add("Stop: Ctrl-C. From here on, calls as they end:");
        return lines;
    }

    /** A path as short as can be seen from where the user is. */
    static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : there;
    }

    static void say(String what) {
        System.err.println("demo: " + what);
    }
}
