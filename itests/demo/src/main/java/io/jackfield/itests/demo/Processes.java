package io.jackfield.itests.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The processes that were started for the demo, found before they are stopped. */
record Processes(List<ProcessHandle> all) {
    static Processes ofThisOne() {
        return new Processes(ProcessHandle.current().descendants().toList());
    }

    /**
     * Makes sure that all have ended, if need be after this time: some end a moment after their parents.
     *
     * @throws DemoException if one has not; it is killed then
     */
    void requireEnd(Duration limit) {
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            String left = all.stream()
                    .filter(ProcessHandle::isAlive)
                    .map(process ->
                            process.pid() + " " + process.info().command().orElse("(unknown)"))
                    .collect(Collectors.joining(", "));
            all.forEach(ProcessHandle::destroyForcibly);
            throw new DemoException("these processes did not end with Karaf and the PBX, and were killed: " + left);
        }
    }
}
