package io.jackfield.itests.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One run: the PBX and Karaf from start to end. The course of events is for one thread; {@link #close} may come from any other, at any
 * time, and cuts it short.
 */
final class Demo implements AutoCloseable {
    private static final List<String> EXAMPLES = List.of(CallLog.FEATURE, Ivr.FEATURE);
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration OBSERVED = Duration.ofSeconds(24);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
    private static final Duration FOR_EVER = Duration.ofDays(1000);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final int LINES_TOLD = 40;

    private final Path distribution;
    private final KarafFolder files;
    private final Pbx pbx;
    private final Settings settings = Settings.random();
    private final CallLog callLog = new CallLog(settings.management());
    private final Ivr ivr = new Ivr(settings.management());
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
        settings.write(files, pbx, EXAMPLES);
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
        try (IvrCalls ivrCalls = new IvrCalls(pbx)) {
            for (Runnable calls : List.<Runnable>of(pbx::makeCalls, () -> ivrCalls.place(FOR_EVER))) {
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
        try (Witness witness = pbx.witness();
                IvrCalls ivrCalls = new IvrCalls(pbx)) {
            Pause.of(SETTLING);
            Set<String> before = callLog.calls();
            say("watching calls for " + OBSERVED.toSeconds() + " s");
            CompletableFuture<Void> placed = inBackground(() -> ivrCalls.place(OBSERVED));
            witness.observe(OBSERVED, SETTLING);
            callLog.report(() -> witness.testimony().knowing(ivrCalls.ids()), before, report);
            ivr.report(ended(ivrCalls, placed), report);
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
            String reason = "the example call-log gets no events, or the example ivr has no database";
            try {
                if (callLog.listening() && ivr.ready()) {
                    return;
                }
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

    /** The calls to the IVR, when they are over and have their rows. */
    private static List<IvrCall> ended(IvrCalls calls, CompletableFuture<Void> placed) {
        try {
            placed.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        List<IvrCall> ended = calls.awaitEnd(CALL_LIMIT);
        Pause.of(SETTLING);
        return ended;
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
        return List.of(
                "Karaf runs with the connectors and the examples call-log and ivr; the PBX is " + pbx.description()
                        + ".",
                "PBX:    AMI at %s:%d, user %s, secret in %s"
                        .formatted(
                                pbx.host(), pbx.amiPort(), pbx.user().name(), shown(files.etc(Settings.SECRET_FILE))),
                "Calls:  one row each in the table call_log of %s, log in %s"
                        .formatted(shown(files.path().resolve("data/calls.mv.db")), shown(files.log())),
                "IVR:    AGI(agi://%s:%d/ivr), PINs 1234 and 9999; one row a call in the table ivr_call of %s"
                        .formatted(
                                KarafFolder.HOST,
                                pbx.agiPort(),
                                shown(files.path().resolve("data/customers.mv.db"))),
                "Shell:  ssh -p %d %s@%s, password in %s"
                        .formatted(
                                settings.sshPort(),
                                Settings.USER,
                                KarafFolder.HOST,
                                shown(files.etc(Settings.PASSWORD_FILE))),
                "Stop:   Ctrl-C. From here on, calls as they end:");
    }

    /** A path as short as can be seen from where the user is. */
    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path there = path.toAbsolutePath().normalize();
        return there.startsWith(here) ? here.relativize(there) : there;
    }

    static void say(String what) {
        System.err.println("demo: " + what);
    }
}
