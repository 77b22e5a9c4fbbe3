package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** All examples, kept busy at the same time. */
final class Watches implements AutoCloseable {
    /** How much later than others a witness may be told of a call. */
    private static final Duration HEARING = Duration.ofMillis(250);

    private final List<Watch> all;

    /** Begins to watch them. */
    Watches(List<Example> examples, Pbx pbx) {
        all = examples.stream().map(example -> example.watch(pbx)).toList();
    }

    /** Has them all work for this time, or until it is closed. Blocks meanwhile. */
    void work(Duration time) {
        CompletableFuture.allOf(all.stream()
                        .map(watch -> CompletableFuture.runAsync(() -> watch.work(time), Watches::inThread))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Has each report, with the calls of all of them among those that are known. */
    void report(Supplier<Testimony> testimony, Report report) {
        for (Watch watch : all) {
            watch.report(
                    () -> {
                        Pause.of(HEARING);
                        return testimony.get().knowing(calls());
                    },
                    report);
        }
    }

    private Set<String> calls() {
        Set<String> calls = new HashSet<>();
        all.forEach(watch -> calls.addAll(watch.calls()));
        return calls;
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "work");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        all.forEach(Watch::close);
    }
}
