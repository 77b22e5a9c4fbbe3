package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What subscribers of a connection get to hear, and where they are told that something is missing. */
class EventsTest extends ConnectionScene {

    @Test
    void withoutSubscribersEventsStayOff() {
        start();
        pbx.event("Hangup");

        assertThat(pbx.line().names()).doesNotContain("Events");
        assertThat(connection.stats().eventFrames()).isZero();
    }

    @Test
    void aSubscriptionMadeWhileUpBeginsWithAGapAndThenItsEvents() {
        start();
        subscribe();
        pbx.event("Newchannel");

        assertThat(received()).containsExactly("START", "Newchannel");
        assertThat(((EventGap) received.get(0)).origin()).isEqualTo(((ManagerEvent) received.get(1)).origin());
    }

    @Test
    void aSubscriptionMadeWhileDownBeginsWhenTheLoginIsUp() {
        pbx.absentBecause = "connection refused";
        start();
        subscribe();
        time.advance(Duration.ofMinutes(1));
        assertThat(received).isEmpty();

        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        pbx.event("Newchannel");
        assertThat(received()).containsExactly("START", "Newchannel");
    }

    @Test
    void aSubscriptionMadeBeforeTheFirstAttemptBeginsWhenTheLoginIsUp() {
        subscribe();
        start();
        pbx.event("Newchannel");

        assertThat(received()).containsExactly("START", "Newchannel");
    }

    @Test
    void furtherSubscriptionsBeginAtOnceAndDoNotDisturbTheFirst() {
        start();
        subscribe();
        List<StreamItem> second = new ArrayList<>();
        connection.subscribe(SubscriptionOptions.of(EventFilter.all().named("Hangup")), StreamListener.of(second::add));
        time.run();
        pbx.event("Newchannel");
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "Newchannel", "Hangup");
        assertThat(names(second)).containsExactly("START", "Hangup");
        assertThat(second.get(1)).as("one object for all").isSameAs(received.get(2));
        assertThat(Collections.frequency(pbx.line().names(), "Events")).isEqualTo(1);
    }

    @Test
    void everyLossIsOneGapThatSaysFromWhenToWhen() {
        start();
        subscribe();
        pbx.event("Newchannel");
        Instant heard = time.clock().instant();
        time.advance(Duration.ofSeconds(3));
        pbx.absentBecause = "connection refused";
        pbx.line().drop("the PBX closed the connection");
        time.advance(Duration.ofSeconds(60));
        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "Newchannel", "LOST", "Hangup");
        EventGap gap = (EventGap) received.get(2);
        assertThat(gap.from()).as("when the line was last heard").isEqualTo(heard);
        assertThat(gap.to()).isBetween(heard.plusSeconds(63), heard.plusSeconds(65));
        assertThat(gap.count()).isEmpty();
        assertThat(gap.origin()).isEqualTo(((ManagerEvent) received.get(3)).origin());
    }

    /** Asterisk cuts its last event anywhere when it gives a slow reader up. */
    @Test
    void anEventThatWasCutByTheEndOfTheLineIsNeitherDeliveredNorPartOfTheNext() {
        start();
        subscribe();
        pbx.line().receivePart("Event: Newchannel\r\nPrivilege: call,all\r\nChannel: PJSIP/cut");
        pbx.line().drop("the PBX closed the connection");
        time.advance(LONGEST_BACK_OFF);
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "LOST", "Hangup");
        assertThat(((ManagerEvent) received.get(2)).headers().size()).isEqualTo(2);
    }

    /** A UserEvent passes on what its sender wrote, headers of the manager's own included. */
    @Test
    void onlyTheFirstHeaderSaysWhatAMessageIs() {
        start();
        subscribe();
        pbx.line()
                .receive("Event: UserEvent\nPrivilege: user,all\nUserEvent: x\nResponse: Success\nEvent: Hangup\n"
                        + "Privilege: <none>\nEventList: Complete\n");

        assertThat(received()).containsExactly("START", "UserEvent");
        assertThat(((ManagerEvent) received.get(1)).get("Privilege")).isEqualTo("user,all");
    }

    @Test
    void theGapOfADeadLineBeginsWhenItDiedAndNotWhenThatWasNoticed() {
        start();
        subscribe();
        time.advance(PING_INTERVAL);
        Instant lastAnswer = time.clock().instant();
        pbx.setBusy(true);
        time.advance(Duration.ofSeconds(15));
        assertThat(connection.state().isUp()).isFalse();
        pbx.setBusy(false);
        time.advance(LONGEST_BACK_OFF);

        assertThat(received()).containsExactly("START", "LOST");
        assertThat(((EventGap) received.get(1)).from()).isEqualTo(lastAnswer);
    }

    @Test
    void noGapBeginsBeforeItsSubscriptionDid() {
        start();
        subscribe();
        time.advance(Duration.ofSeconds(5));
        List<StreamItem> late = new ArrayList<>();
        connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(late::add));
        time.run();
        pbx.line().drop("the PBX closed the connection");
        time.advance(LONGEST_BACK_OFF);

        assertThat(names(late)).containsExactly("START", "LOST");
        assertThat(((EventGap) late.get(1)).from()).isEqualTo(((EventGap) late.get(0)).to());
        assertThat(((EventGap) received.get(1)).from()).isEqualTo(((EventGap) received.get(0)).to());
    }

    @Test
    void whoWaitsForAnEventIsToldAtOnceThatNoneComes() {
        start();
        List<String> heard = new ArrayList<>();
        Subscription subscription =
                connection.subscribe(SubscriptionOptions.of(EventFilter.all()), new StreamListener() {
                    @Override
                    public CompletionStage<?> onItem(StreamItem item) {
                        heard.addAll(names(List.of(item)));
                        return DONE;
                    }

                    @Override
                    public void interrupted() {
                        heard.add("interrupted");
                        throw new IllegalStateException("a subscriber's own failure");
                    }
                });
        time.run();
        pbx.absentBecause = "connection refused";
        pbx.line().drop("the PBX closed the connection");
        assertThat(heard).as("not only when the login is back").containsExactly("START", "interrupted");

        time.advance(Duration.ofSeconds(60));
        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        subscription.drain();
        subscription.drain();
        connection.close();
        time.run();
        assertThat(heard).as("once each time").containsExactly("START", "interrupted", "LOST", "interrupted");
    }

    @Test
    void eachLoginIsAnEpochAndCountsItsEventsFromOneBeforeAnyFilter() {
        start();
        connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named("Hangup")), StreamListener.of(received::add));
        time.run();
        pbx.event("Newchannel");
        pbx.event("Hangup");
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);
        pbx.event("Hangup");

        ManagerEvent before = (ManagerEvent) received.get(1);
        ManagerEvent after = (ManagerEvent) received.get(3);
        assertThat(before.sequence()).isEqualTo(2);
        assertThat(after.sequence()).isEqualTo(1);
        assertThat(after.origin().connection()).isEqualTo("pbx1");
        assertThat(after.origin().epoch()).isNotEqualTo(before.origin().epoch());
        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void subscribingBehindASlowActionWaitsAndLosesNothing() {
        start();
        pbx.setBusy(true);
        connection.send(ManagerAction.of("Originate"), Duration.ofSeconds(60));
        subscribe();
        time.advance(Duration.ofSeconds(55));
        assertThat(connection.state().isUp()).isTrue();

        pbx.setBusy(false);
        time.run();
        pbx.event("Newchannel");
        assertThat(received()).containsExactly("START", "Newchannel");
        assertThat(pbx.attempts()).isEqualTo(1);
    }

    @Test
    void eventsThatCannotBeSwitchedOnAreALossThatSaysSo() {
        pbx.answers.put("Events", () -> {
            pbx.answers.clear();
            return "Response: Error\nActionID: $ID\nMessage: Invalid event mask\n";
        });
        start();
        subscribe();
        assertThat(log.lines("WARN"))
                .hasSize(1)
                .first()
                .asString()
                .contains("events could not be switched on", "Invalid event mask");

        time.advance(LONGEST_BACK_OFF);
        assertThat(received()).containsExactly("START");
    }

    @Test
    void aSubscriberWhoseThreadsAreGoneIsLeftOutAndTheOthersHearEverything() {
        pbx.absentBecause = "connection refused";
        start();
        subscribe();
        Subscription dead = connection.subscribe(
                SubscriptionOptions.of(EventFilter.all()).withExecutor(task -> {
                    throw new RejectedExecutionException("shut down");
                }),
                StreamListener.of(item -> {}));
        List<StreamItem> third = new ArrayList<>();
        connection.subscribe(SubscriptionOptions.of(EventFilter.all()), StreamListener.of(third::add));
        pbx.absentBecause = null;
        time.advance(LONGEST_BACK_OFF);
        pbx.event("Newchannel");

        assertThat(received()).containsExactly("START", "Newchannel");
        assertThat(names(third)).containsExactly("START", "Newchannel");
        assertThat(dead.stats().offered()).isZero();
    }

    @Test
    void aClosedSubscriptionHearsAndCountsNothingMore() {
        start();
        Subscription subscription = subscribe();
        pbx.event("Newchannel");
        subscription.close();
        time.run();
        pbx.event("Hangup");

        assertThat(received()).containsExactly("START", "Newchannel");
        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(1, 0, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void aSubscriptionClosedBeforeTheLoginNeverBegins() {
        Subscription subscription = subscribe();
        subscription.close();
        start();

        assertThat(received).isEmpty();
        assertThat(pbx.line().names()).doesNotContain("Events");
    }

    @Test
    void filteredEventsAreCountedAndNotDelivered() {
        start();
        Subscription subscription = connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named("Hangup")), StreamListener.of(received::add));
        time.run();
        pbx.event("Newchannel");
        pbx.event("Hangup");

        assertThat(subscription.stats()).isEqualTo(new SubscriptionStats(2, 1, 0, 0, 0, 0, 1, 0));
    }
}
