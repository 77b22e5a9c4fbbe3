package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Many threads on one session, against a PBX that answers on a thread of its own. */
@Timeout(60)
class LiveSessionRaceTest {

    private static final int USERS = 4;
    private static final int EACH = 300;

    private final ExecutorService pbx = Executors.newSingleThreadExecutor();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ExecutorService users = Executors.newFixedThreadPool(USERS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicInteger tooMany = new AtomicInteger();
    private final List<AgiEnd> closed = new ArrayList<>();
    private LiveSession session = sessionCompletedBy(workers);

    private LiveSession sessionCompletedBy(Executor completions) {
        return new LiveSession(
                AgiRequest.of(Map.of("agi_channel", "Local/a")),
                "pbx",
                new Pbx(),
                new SessionLimits(2046, 2 * USERS * EACH, Duration.ofSeconds(30)),
                completions,
                timer);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (ExecutorService executor : List.of(users, pbx, workers, timer)) {
            executor.shutdownNow();
            assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @RepeatedTest(5)
    void eachCommandHasItsOwnReplyAndNoTwoAreUnderWay() {
        assertThat(askedByAllUsers()).extracting(CompletableFuture::join).containsOnly(0);
        assertThat(tooMany).hasValue(0);
        assertThat(session.isBusy()).isFalse();
    }

    private List<CompletableFuture<Integer>> askedByAllUsers() {
        List<CompletableFuture<Integer>> wrong = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int name = user;
            wrong.add(CompletableFuture.supplyAsync(() -> countWrongReplies(name), users));
        }
        return wrong;
    }

    private int countWrongReplies(int user) {
        int wrong = 0;
        List<CompletableFuture<AgiReply>> replies = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            replies.add(session.execute(AgiCommands.getFullVariable(user + "-" + i)));
        }
        for (int i = 0; i < EACH; i++) {
            wrong += replies.get(i).join().data().orElse("").equals(user + "-" + i) ? 0 : 1;
        }
        return wrong;
    }

    @RepeatedTest(5)
    void theSameHoldsOnTheThreadThatReads() {
        session = sessionCompletedBy(pbx);
        eachCommandHasItsOwnReplyAndNoTwoAreUnderWay();
    }

    @RepeatedTest(5)
    void stepsThatFollowEachOtherOnTheThreadThatReadsMixWithThoseOfOtherThreads() {
        session = sessionCompletedBy(pbx);
        List<CompletableFuture<Integer>> chains = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            chains.add(chain(user, 0, 0));
        }
        chains.addAll(askedByAllUsers());
        assertThat(chains).extracting(CompletableFuture::join).containsOnly(0);
        assertThat(tooMany).hasValue(0);
        assertThat(session.isBusy()).isFalse();
    }

    /** Commands each of which follows the reply to the one before; how many replies were not theirs. */
    private CompletableFuture<Integer> chain(int user, int step, int wrong) {
        String text = "chain-" + user + "-" + step;
        return step == EACH
                ? CompletableFuture.completedFuture(wrong)
                : session.execute(AgiCommands.getFullVariable(text))
                        .thenCompose(reply -> chain(
                                user, step + 1, wrong + (reply.data().orElse("").equals(text) ? 0 : 1)));
    }

    @RepeatedTest(5)
    void closingOnTheThreadThatReadsDoesSoToo() {
        session = sessionCompletedBy(pbx);
        closingInTheMiddleLeavesNoFutureOpenAndClosesTheLinkOnce();
    }

    @RepeatedTest(5)
    void closingInTheMiddleLeavesNoFutureOpenAndClosesTheLinkOnce() {
        List<CompletableFuture<Integer>> open = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            open.add(CompletableFuture.supplyAsync(this::countUnexpected, users));
        }
        session.execute(AgiCommands.noop()).whenComplete((reply, problem) -> session.close());
        assertThat(open).extracting(CompletableFuture::join).containsOnly(0);
        assertThat(session.ended().join()).isEqualTo(AgiEnd.CLOSED);
        assertThat(closed).containsExactly(AgiEnd.CLOSED);
    }

    private int countUnexpected() {
        int unexpected = 0;
        for (int i = 0; i < EACH; i++) {
            try {
                session.execute(AgiCommands.noop()).join();
            } catch (CompletionException e) {
                unexpected += e.getCause() instanceof AgiException ? 0 : 1;
            }
        }
        return unexpected;
    }

    /** Answers each command in two pieces. */
    private final class Pbx implements AgiLink {

        @Override
        public void send(byte[] line) {
            if (outstanding.incrementAndGet() > 1) {
                tooMany.incrementAndGet();
            }
            String words = new String(line, UTF_8);
            String text = words.substring(words.lastIndexOf(' ') + 1).strip().replace("\"", "");
            pbx.execute(() -> {
                byte[] reply = ("200 result=1 (" + text + ")\n").getBytes(UTF_8);
                session.received(reply, 0, 7);
                outstanding.decrementAndGet();
                session.received(reply, 7, reply.length - 7);
            });
        }

        @Override
        public void close(AgiEnd end) {
            closed.add(end);
        }
    }
}
