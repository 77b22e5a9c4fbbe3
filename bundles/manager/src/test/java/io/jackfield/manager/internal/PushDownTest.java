package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.OriginateResult;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events the PBX is asked for, and when subscriptions begin because of it. */
class PushDownTest extends ConnectionScene {

    private final List<StreamItem> second = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Hangup; call",
                "hangup,NEWCHANNEL; call",
                "Hangup,VarSet,Cdr; call,cdr,dialplan",
                "Queue*; on",
                "Hangup,Que?eMemberAdded; on",
                "Hangup,SomethingOfAModule; on",
                "*; on",
            })
    void theMaskIsTheClassesOfTheNamesOrEverythingIfTheyAreNotKnown(String names, String mask) {
        subscribe(named(names), received);
        start();

        assertThat(masks()).containsExactly(mask);
        assertThat(received()).containsExactly("START");
    }

    @Test
    void theSubscriptionsOfALoginShareOneMask() {
        subscribe(named("Hangup"), received);
        subscribe(named("Cdr"), second);
        start();

        assertThat(masks()).containsExactly("call,cdr");
        assertThat(received()).containsExactly("START");
        assertThat(names(second)).containsExactly("START");
    }

    @Test
    void aSecondSubscriptionWidensAndBeginsOnlyWhenThePbxHasAgreed() {
        start();
        subscribe(named("Hangup"), received);
        pbx.setBusy(true);
        subscribe(named("Cdr"), second);
        assertThat(masks()).containsExactly("call", "call,cdr");
        assertThat(second).isEmpty();

        pbx.event("Hangup");
        pbx.event("Cdr");
        assertThat(received()).containsExactly("START", "Hangup");
        assertThat(second).isEmpty();

        pbx.setBusy(false);
        time.run();
        pbx.event("Cdr");
        assertThat(names(second)).containsExactly("START", "Cdr");
        assertThat(received()).as("undisturbed").containsExactly("START", "Hangup");
    }

    @Test
    void aSubscriptionThatIsCoveredBeginsAtOnceThoughThePbxIsBusy() {
        start();
        subscribe(named("Hangup"), received);
        pbx.setBusy(true);
        subscribe(named("Newchannel"), second);

        assertThat(names(second)).containsExactly("START");
        assertThat(masks()).containsExactly("call");
    }

    @Test
    void nothingIsNarrowedDuringALoginAndTheNextAsksForWhatIsLeft() {
        start();
        Subscription everything = subscribe();
        subscribe(named("Cdr"), second);
        everything.close();
        time.run();
        subscribe(named("Cdr,Hangup"), new ArrayList<>());
        assertThat(masks()).containsExactly("on");

        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);
        assertThat(masks()).containsExactly("call,cdr");
        assertThat(names(second)).containsExactly("START", "LOST");
    }

    @Test
    void aLoginWithoutSubscriptionsLeftKeepsEventsOff() {
        start();
        subscribe().close();
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);

        assertThat(connection.state().isUp()).isTrue();
        assertThat(masks()).isEmpty();
    }

    @Test
    void aPbxThatObeysWithoutAWordIsBelievedWhenItAnswersThePingBehind() {
        pbx.answers.put("Events", () -> null);
        start();
        subscribe();
        pbx.line().receive("Event: Hangup\nPrivilege: call,all\n");
        assertThat(pbx.line().names()).endsWith("Events", "Ping");
        assertThat(received()).containsExactly("START", "Hangup");

        time.advance(Duration.ofMinutes(2));
        assertThat(connection.state().isUp()).isTrue();
        assertThat(pbx.attempts()).isEqualTo(1);
        assertThat(received()).containsExactly("START", "Hangup");
    }

    @Test
    void theEventsRightBehindTheAgreementBelongToTheSubscriptionHoweverFastThePbxIs() {
        pbx.faster = true;
        String events = "\nEvent: Hangup\nPrivilege: call,all\n";
        pbx.answers.put("Events", () -> "Response: Success\nActionID: $ID\nEvents: On\n" + events);
        start();
        Subscription subscription = subscribe();

        assertThat(received()).containsExactly("START", "Hangup");
        assertThat(subscription.stats().offered())
                .isEqualTo(connection.stats().asyncEvents())
                .isEqualTo(1);
    }

    @Test
    void soDoThoseBehindTheAnswerToARefusedFilter() {
        connection = withPushFilter();
        pbx.faster = true;
        ArrayDeque<String> answers = new ArrayDeque<>(List.of(
                "Response: Error\nActionID: $ID\nMessage: no\n",
                "Response: Success\nActionID: $ID\n\nEvent: Hangup\nPrivilege: call,all\n"));
        pbx.answers.put("Filter", answers::poll);
        start();
        subscribe(named("Hangup"), received);

        assertThat(received()).containsExactly("START", "Hangup");
    }

    @Test
    void silenceToAMaskOfClassesIsNoConsent() {
        pbx.answers.put("Events", () -> null);
        start();
        subscribe(named("Hangup"), received);
        assertThat(received).isEmpty();

        time.advance(Duration.ofSeconds(10));
        assertThat(log.lines("WARN"))
                .hasSize(1)
                .first()
                .asString()
                .contains("events could not be switched on", "within 10000 ms");
        assertThat(received).isEmpty();
    }

    @Test
    void aRefusedMaskEndsTheSessionWithItsReason() {
        start();
        pbx.answers.put("Events", () -> "Response: Error\nActionID: $ID\nMessage: Permission denied\n");
        subscribe(named("Hangup"), received);

        assertThat(connection.state())
                .isEqualTo(new ConnectionState.Down("events could not be switched on: Permission denied"));
        assertThat(received).isEmpty();
        pbx.answers.clear();
        time.advance(LONGEST_BACK_OFF);
        assertThat(received()).containsExactly("START");
    }

    @Test
    void whoWaitsForASupersededMaskIsToldOfTheLossAtOnce() {
        start();
        pbx.setBusy(true);
        CompletableFuture<OriginateResult> call = connection.originate(ManagerAction.of("Originate"));
        time.run();
        subscribe();
        pbx.line().drop("gone");
        time.run();

        assertThat(problemOf(call)).hasMessageContaining("gone");
    }

    @Test
    void aPushedFilterNamesTheEventsAsAsteriskSpellsThem() {
        connection = withPushFilter();
        subscribe(named("HANGUP,newchannel"), received);
        start();

        assertThat(filters()).containsExactlyInAnyOrder("^Event: Hangup", "^Event: Newchannel");
        assertThat(pbx.line().names()).containsSubsequence("Login", "Filter", "Filter", "Events");
        assertThat(masks()).containsExactly("call");
        assertThat(received()).containsExactly("START");
    }

    @Test
    void anotherNameOfTheSameClassIsOneMoreFilter() {
        connection = withPushFilter();
        start();
        subscribe(named("Hangup"), received);
        subscribe(named("Newchannel,Hangup"), second);
        assertThat(filters()).containsExactly("^Event: Hangup", "^Event: Newchannel");
        assertThat(masks()).containsExactly("call", "call");

        subscribe(named("Newchannel"), new ArrayList<>());
        assertThat(filters()).hasSize(2);
        assertThat(names(second)).containsExactly("START");
    }

    @Test
    void wideningToEverythingLetsEveryNamePass() {
        connection = withPushFilter();
        start();
        subscribe(named("Hangup"), received);
        subscribe(SubscriptionOptions.of(EventFilter.all()), second);
        assertThat(filters()).containsExactly("^Event: Hangup", "^Event: ");
        assertThat(masks()).containsExactly("call", "on");
        assertThat(names(second)).containsExactly("START");

        subscribe(named("Newchannel"), new ArrayList<>());
        assertThat(filters()).as("not a filter more").hasSize(2);
    }

    @Test
    void everythingFromTheBeginningNeedsNoFilter() {
        connection = withPushFilter();
        subscribe();
        start();

        assertThat(pbx.line().names()).doesNotContain("Filter");
        assertThat(received()).containsExactly("START");
    }

    @Test
    void aRefusedFilterIsOneWarningAndEverythingIsLetThrough() {
        connection = withPushFilter();
        pbx.answers.put("Filter", () -> "Response: Error\nActionID: $ID\nMessage: Filter format error\n");
        start();
        subscribe(named("Hangup,Newchannel"), received);
        assertThat(received()).containsExactly("START");
        assertThat(filters()).endsWith("^Event: ");

        int asked = filters().size();
        subscribe(named("Cdr"), second);
        assertThat(names(second)).containsExactly("START");
        assertThat(filters()).hasSize(asked);
        assertThat(log.lines("WARN")).hasSize(1).first().asString().contains("pushFilter", "Filter format error");
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void theNextLoginSetsItsFiltersAnew() {
        connection = withPushFilter();
        start();
        subscribe(named("Hangup"), received);
        pbx.line().drop("gone");
        time.advance(LONGEST_BACK_OFF);

        assertThat(filters()).containsExactly("^Event: Hangup");
        assertThat(received()).containsExactly("START", "LOST");
    }

    private List<String> masks() {
        return pbx.line().values("Events", "EventMask");
    }

    private List<String> filters() {
        return pbx.line().values("Filter", "Filter");
    }
}
