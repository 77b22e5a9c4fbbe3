package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import java.util.List;
import java.util.Map;

/** What is heard, and what is not: by subscriptions, by logins, by what the PBX is asked to send. */
class EventsIT {
    /** A word without a place in the stream of its own, said by one login so that all others hear it last. */
    private static final String LAST = "Last";

    @Scenario
    void anEventOfOursComesBackAsWeSentIt(Scene scene) {
        Recording heard = scene.record("UserEvent");
        ManagerAction event = action("UserEvent", "UserEvent=Round-Trip")
                .with("Plain", "text")
                .with("Colons", "a: b: c")
                .with("Repeated", "one")
                .with("Repeated", "two")
                .with("mIxEd", "case stays")
                .with("Umlaut", "Grüße, 世界")
                .with("Quoted", "\"\\n\" ${x}")
                .with("Event", "Hangup")
                .with("Privilege", "call,all")
                .with("Channel", "Local/forged-1");

        assertThat(get(scene.admin().send(event)).message()).isEqualTo("Event Sent");

        ManagerEvent back = heard.await("UserEvent", "UserEvent=Round-Trip");
        assertThat(back.name()).as("the first header tells what it is").isEqualTo("UserEvent");
        assertThat(back.get("Privilege")).isEqualTo("user,all");
        assertThat(back.all("Repeated")).containsExactly("one", "two");
        assertThat(back.toString()).contains("mIxEd: case stays");
        assertThat(back.get("Colons")).isEqualTo("a: b: c");
        assertThat(back.get("Umlaut")).isEqualTo("Grüße, 世界");
        assertThat(back.get("Quoted")).isEqualTo("\"\\n\" ${x}");
        assertThat(back.all("Event")).containsExactly("UserEvent", "Hangup");
        assertThat(back.get("Channel")).isEqualTo("Local/forged-1");
    }

    @Scenario
    void anEventOfTheDialplanTellsItsChannel(Scene scene) {
        Recording heard = scene.record("UserEvent");

        scene.call("userevent", 1, "Variable=__TEXT=said by a caller");

        ManagerEvent event = heard.await("UserEvent", "UserEvent=Contract");
        assertThat(event.get("Text")).isEqualTo("said by a caller");
        assertThat(event.channel().orElseThrow().name()).matches("Local/userevent@contract-[0-9a-f]{8};2");
        assertThat(event.get("Context")).isEqualTo("contract");
        assertThat(event.get("Exten")).isEqualTo("userevent");
    }

    @Scenario
    void twoLoginsHearTheSameEventInTheSameBytes(Scene scene) {
        ManagerConnection other = scene.login(Users.READER);
        Recording one = scene.record("UserEvent,Newchannel,Hangup");
        Recording two = scene.record(other, EventFilter.all().named("UserEvent,Newchannel,Hangup"));

        scene.call("hangup", 0.1);
        one.await("Hangup", "Channel=.*;1");
        one.await("Hangup", "Channel=.*;2");
        say(scene, LAST);
        one.await("UserEvent");
        two.await("UserEvent");

        assertThat(one.events()).hasSize(5);
        assertThat(fingerprints(one)).isEqualTo(fingerprints(two)).doesNotHaveDuplicates();
        assertThat(one.events().get(0).get("Timestamp")).matches("\\d+\\.\\d{6}");
        assertThat(one.events().get(0).origin())
                .isNotEqualTo(two.events().get(0).origin());
    }

    @Scenario
    void eventsAreChosenByNameInAnyCaseAndByPattern(Scene scene) {
        Recording exact = scene.record("newCHANNEL");
        Recording pattern = scene.record("New*,UserEvent");
        Recording all = scene.record("*");

        scene.call("hangup", 0.1);
        all.await("Hangup", "Channel=.*;1");
        all.await("Hangup", "Channel=.*;2");
        say(scene, LAST);
        all.await("UserEvent");
        pattern.await("UserEvent");

        assertThat(exact.names()).containsExactly("Newchannel", "Newchannel");
        assertThat(pattern.names())
                .contains("Newchannel", "Newstate", "Newexten")
                .doesNotContain("Hangup", "VarSet");
        assertThat(pattern.names())
                .isEqualTo(all.names().stream()
                        .filter(name -> name.startsWith("New") || name.equals("UserEvent"))
                        .toList());
        assertThat(all.events()).extracting(ManagerEvent::sequence).isSorted();
    }

    @Scenario
    void eventsAreChosenByWhatIsInThem(Scene scene) {
        EventFilter users = EventFilter.all().named("UserEvent");
        Recording sales = scene.record(scene.admin(), users.where("Account=sales*|vip"));
        Recording others = scene.record(scene.admin(), users.where("Account!=sales*|vip"));
        Recording both =
                scene.record(scene.admin(), users.where("Account=*-north").where("Size=1?"));
        Recording all = scene.record("UserEvent");

        for (String headers : List.of("Account=sales-north", "Account=vip", "Account=SALES", "Other=x")) {
            scene.send("UserEvent", "UserEvent=Chosen", headers, "Size=12");
        }
        scene.send("UserEvent", "UserEvent=Chosen", "Account=sales-north", "Size=123");
        say(scene, LAST);
        all.await("UserEvent", "UserEvent=Last");
        others.await("UserEvent", "UserEvent=Last");

        assertThat(accounts(sales)).containsExactly("sales-north", "vip", "sales-north");
        assertThat(accounts(others)).containsExactly("SALES", null, null);
        assertThat(accounts(both)).containsExactly("sales-north");
        assertThat(sales.stats().filtered() + sales.stats().completed())
                .isEqualTo(sales.stats().offered());
    }

    @Scenario
    void thePbxSendsTheClassesThatSomebodyNeeds(Scene scene) {
        ManagerConnection modest = scene.login(Users.ADMIN);
        Recording users = scene.record(modest, EventFilter.all().named("UserEvent"));
        playCall(scene);
        say(scene, "One");
        users.await("UserEvent", "UserEvent=One");
        assertThat(modest.stats().asyncEvents())
                .as("nothing of the call was sent")
                .isEqualTo(1);

        Recording calls = scene.record(modest, EventFilter.all().named("Hangup"));
        playCall(scene);
        say(scene, "Two");
        users.await("UserEvent", "UserEvent=Two");
        assertThat(calls.names()).containsExactly("Hangup", "Hangup");
        assertThat(users.events()).hasSize(2);
        long soFar = modest.stats().asyncEvents();
        assertThat(soFar).as("all of the classes call and user").isGreaterThan(8);
        assertThat(calls.events().get(0).get("Privilege")).isEqualTo("call,all");

        Recording everything = scene.record(modest, EventFilter.all().named("*"));
        playCall(scene);
        say(scene, "Three");
        everything.await("UserEvent", "UserEvent=Three");
        assertThat(everything.names()).contains("Cdr", "Newexten", "Hangup");
        assertThat(users.gaps()).extracting(EventGap::kind).containsExactly(EventGap.Kind.START);
    }

    @Scenario
    void thePbxFiltersByNameIfAsked(Scene scene) {
        ManagerConnection filtered = scene.connect(Users.ADMIN, Map.of("pushFilter", "true"));
        Scene.awaitUp(filtered);
        Recording some = scene.record(filtered, EventFilter.all().named("Newchannel,UserEvent"));
        playCall(scene);
        say(scene, "One");
        some.await("UserEvent", "UserEvent=One");
        assertThat(some.names()).containsExactly("Newchannel", "Newchannel", "UserEvent");
        assertThat(filtered.stats().asyncEvents()).as("no other was sent").isEqualTo(3);

        Recording more = scene.record(filtered, EventFilter.all().named("Cdr"));
        playCall(scene);
        say(scene, "Two");
        some.await("UserEvent", "UserEvent=Two");
        assertThat(more.names()).isNotEmpty().containsOnly("Cdr");
        assertThat(filtered.stats().asyncEvents())
                .isEqualTo(3 + 3 + more.events().size());

        Recording everything = scene.record(filtered, EventFilter.all());
        playCall(scene);
        say(scene, "Three");
        everything.await("UserEvent", "UserEvent=Three");
        assertThat(everything.names()).contains("Newexten", "Newstate");
        assertThat(get(filtered.originate(
                                action("Originate", "Channel=Local/busy@contract/n", "Application=Wait", "Data=1")))
                        .reason())
                .as("what the connection itself needs to hear it hears")
                .isEqualTo(5);
    }

    @Scenario
    void filteredLoginsHearTheOutcomeOfTheirCalls(Scene scene) {
        ManagerConnection filtered = scene.connect(Users.ADMIN, Map.of("pushFilter", "true"));
        Scene.awaitUp(filtered);
        Recording users = scene.record(filtered, EventFilter.all().named("UserEvent"));

        assertThat(get(filtered.originate(
                                action("Originate", "Channel=Local/answer@contract/n", "Application=Wait", "Data=0.1")))
                        .isSuccess())
                .isTrue();

        say(scene, LAST);
        users.await("UserEvent");
        assertThat(users.names()).containsExactly("UserEvent");
        assertThat(filtered.stats().asyncEvents() + filtered.stats().controlEvents())
                .isEqualTo(2);
    }

    @Scenario
    void whatAUserMayNotSeeIsNotSent(Scene scene) {
        ManagerConnection caller = scene.login(Users.CALLER);
        Recording heard = scene.record(caller, EventFilter.all());
        Recording witness = scene.record("UserEvent");

        say(scene, "Secret");
        witness.await("UserEvent");
        playCall(scene);
        heard.await("Hangup", "Channel=.*;1");
        heard.await("Hangup", "Channel=.*;2");

        assertThat(heard.names()).contains("Newchannel", "Newstate").doesNotContain("UserEvent", "VarSet", "Newexten");
        assertThat(heard.events())
                .allSatisfy(event -> assertThat(event.get("Privilege")).isEqualTo("call,all"));
    }

    @Scenario
    void aSubscriptionHearsNothingFromBeforeItBeganAndNothingAfterItEnded(Scene scene) {
        Recording first = scene.record("UserEvent");
        say(scene, "Before");
        first.await("UserEvent", "UserEvent=Before");
        Recording second = scene.record("UserEvent");
        say(scene, "Within");
        second.await("UserEvent", "UserEvent=Within");
        second.check();
        say(scene, "After");
        first.await("UserEvent", "UserEvent=After");

        assertThat(second.events()).hasSize(1);
        assertThat(first.events()).hasSize(3);
    }

    @Scenario
    void headersThatThePbxEscapesReadAsWhatTheyWere(Scene scene) {
        Recording heard = scene.record("Newchannel,NewCallerid,OriginateResponse");

        scene.call("answer", 1, "CallerID=\"Ada \\\"the first\\\" O'Brandt\" <100>");
        heard.await("OriginateResponse");

        ManagerEvent named = heard.await("NewCallerid", "CallerIDNum=100");
        assertThat(named.get("CallerIDName")).as("on the wire").contains("\\\"");
        assertThat(named.channel().orElseThrow().callerIdName()).isEqualTo("Ada \"the first\" O'Brandt");
    }

    /** A call that comes and goes; another login makes it and hears its end. */
    private static void playCall(Scene scene) {
        Recording witness = scene.record("Hangup");
        scene.call("hangup", 0.05);
        witness.await("Hangup", "Channel=.*;1");
        witness.await("Hangup", "Channel=.*;2");
    }

    private static void say(Scene scene, String word) {
        scene.send("UserEvent", "UserEvent=" + word);
    }

    private static List<String> fingerprints(Recording recording) {
        return recording.events().stream().map(ManagerEvent::fingerprint).toList();
    }

    private static List<String> accounts(Recording recording) {
        return recording.events().stream().map(event -> event.get("Account")).toList();
    }
}
