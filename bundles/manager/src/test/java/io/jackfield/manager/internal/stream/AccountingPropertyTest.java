package io.jackfield.manager.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.OverflowPolicy;
import io.jackfield.manager.SubscriptionOptions;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What holds at every instant, whatever a reader and several workers do in whatever order. */
class AccountingPropertyTest {

    /** One thing that may happen; the number picks a channel, a busy lane or an amount. */
    record Step(Kind kind, int number) {

        enum Kind {
            EVENT,
            FILTERED,
            GAP,
            SNAPSHOT,
            TAKE,
            DONE,
            FAIL
        }
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<Step.Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just(Step.Kind.EVENT)),
                Tuple.of(1, Arbitraries.just(Step.Kind.FILTERED)),
                Tuple.of(1, Arbitraries.just(Step.Kind.GAP)),
                Tuple.of(1, Arbitraries.just(Step.Kind.SNAPSHOT)),
                Tuple.of(12, Arbitraries.just(Step.Kind.TAKE)),
                Tuple.of(9, Arbitraries.just(Step.Kind.DONE)),
                Tuple.of(2, Arbitraries.just(Step.Kind.FAIL)));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 9999))
                .as(Step::new)
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 500)
    void everyEventIsAccountedForAndInItsPlace(
            @ForAll("schedules") List<Step> schedule,
            @ForAll OverflowPolicy policy,
            @ForAll @IntRange(min = 1, max = 40) int capacity,
            @ForAll @IntRange(min = 10, max = 2_000) int maxBytes,
            @ForAll @IntRange(min = 1, max = 4) int workers,
            @ForAll boolean closed) {
        SubscriptionOptions options = SubscriptionOptions.of(EventFilter.all())
                .withQueueSize(capacity)
                .withWorkers(workers)
                .withSnapshot(List.of(ManagerAction.of("List")))
                .withOverflow(policy);
        QueueStory story = new QueueStory(options, maxBytes);
        schedule.forEach(step -> {
            switch (step.kind()) {
                case EVENT -> story.event(step.number());
                case FILTERED -> story.filtered();
                case GAP -> story.gap();
                case SNAPSHOT -> story.snapshot(step.number() % 3);
                case TAKE -> story.take();
                case DONE -> story.done(step.number(), true);
                case FAIL -> story.done(step.number(), false);
            }
            story.check();
        });
        if (closed) {
            story.close();
        } else {
            story.deliverTheRest();
            assertThat(story.missing()).as("neither delivered nor in a gap").isEmpty();
        }
        story.check();
    }
}
