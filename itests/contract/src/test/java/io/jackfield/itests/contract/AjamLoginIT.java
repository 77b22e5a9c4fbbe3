package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;

/** How a login over HTTP is made, kept and lost. */
class AjamLoginIT {
    private static final EventFilter USER = EventFilter.all().named("UserEvent");

    @Scenario(over = Transport.AJAM)
    void theOtherFormatAndTheOtherIdentityDoTheSame(Scene scene) {
        for (Map<String, ?> other : List.of(Map.of("format", "mxml"), Map.of("digest", "true"))) {
            ManagerConnection connection = scene.connect(Users.ADMIN, other);
            Scene.awaitUp(connection);
            Recording heard = scene.record(connection, USER);

            get(connection.send(action("UserEvent", "UserEvent=Other", "Text=a: \"b\" <c> & d's")));

            assertThat(heard.await("UserEvent", "UserEvent=Other").get("Text")).isEqualTo("a: \"b\" <c> & d's");
            EventList list = get(connection.collect(action("QueueStatus", "Queue=" + Dialplan.QUEUE)));
            assertThat(list.items()).hasSize(1);
            assertThat(get(connection.originate(
                                    action("Originate", "Channel=Local/busy@contract/n", "Application=Wait", "Data=1")))
                            .reason())
                    .isEqualTo(5);
            assertThat(connection.stats().logins()).isEqualTo(1);
        }
    }

    @Scenario(over = Transport.AJAM)
    void aWrongSecretIsRefusedByDigestToo(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnection connection =
                scene.connect(Users.ADMIN, Map.of("digest", true, "secret", "wrong", "port", proxy.port()));

        Scene.await("a refusal", () -> connection.state() instanceof ConnectionState.Down);
        assertThat(connection.state())
                .isEqualTo(new ConnectionState.Down("the PBX refuses the user or secret (digest authentication)"));
        assertThat(proxy.requests()).as("one without, one with a signature").isEqualTo(2);
        assertThat(connection.stats().logins()).isZero();
    }

    @Scenario(over = Transport.AJAM)
    void whoPollsWithTheSameLoginEndsIt(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnection connection = scene.connect(Users.ADMIN, Map.of("port", proxy.port()));
        Scene.awaitUp(connection);
        Recording heard = scene.record(connection, USER);
        ManagerConnection other = scene.login(Users.ADMIN);
        Recording undisturbed = scene.record(other, USER);
        RawHttp stranger = new RawHttp(scene.pbx()).withCookie(proxy.cookie());

        Scene.await("the end of the login", () -> {
            stranger.post("/rawman", "Action=WaitEvent&Timeout=1");
            return connection.stats().logins() > 1;
        });

        heard.awaitGap(EventGap.Kind.LOST);
        get(other.send(action("UserEvent", "UserEvent=After")));
        heard.await("UserEvent", "UserEvent=After");
        undisturbed.await("UserEvent", "UserEvent=After");
        assertThat(undisturbed.gaps()).hasSize(1);
        assertThat(other.stats().logins()).isEqualTo(1);
    }

    /** The requests of both are kept back until the PBX has forgotten them. */
    @Scenario(over = Transport.AJAM)
    void aLoginThatExpiredIsAGapAndMadeAnew(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        List<ManagerConnection> connections = List.of(
                scene.connect(Users.READER, settings(proxy, false)),
                scene.connect(Users.READER, settings(proxy, true)));
        connections.forEach(Scene::awaitUp);
        List<Recording> heard =
                connections.stream().map(each -> scene.record(each, USER)).toList();
        CountDownLatch expired = new CountDownLatch(1);

        proxy.behave(request -> Fault.until(expired));
        Awaitility.await("the end of both logins")
                .pollInterval(Duration.ofMillis(250))
                .atMost(Duration.ofSeconds(3 * Pbx.HTTP_TIMEOUT))
                .until(() -> {
                    // Asterisk looks for logins whose time is over when somebody connects.
                    new RawClient(scene.pbx()).close();
                    return scene.pbx().logins() == 0;
                });
        proxy.heal();
        expired.countDown();

        heard.forEach(each -> each.awaitGap(EventGap.Kind.LOST));
        scene.send("UserEvent", "UserEvent=After");
        heard.forEach(each -> each.await("UserEvent", "UserEvent=After"));
        for (int i = 0; i < connections.size(); i++) {
            assertThat(connections.get(i).stats().logins()).isEqualTo(2);
            assertThat(heard.get(i).gaps())
                    .extracting(EventGap::kind)
                    .containsExactly(EventGap.Kind.START, EventGap.Kind.LOST);
        }
    }

    private static Map<String, Object> settings(FaultyProxy proxy, boolean digest) {
        return Map.of(
                "digest",
                digest,
                "port",
                proxy.port(),
                "pingTimeout",
                "60s",
                "pollTimeout",
                "1s",
                "actionTimeout",
                "60s");
    }

    @Scenario(over = Transport.AJAM)
    void aFormMayHave128PairsAnd40960Bytes(Scene scene) {
        Recording heard = scene.record("UserEvent");
        ManagerAction many = action("UserEvent", "UserEvent=Many");
        // Action, ActionID and UserEvent are pairs, too.
        for (int i = 0; i < 125; i++) {
            many = many.with("Line" + i, i);
        }
        get(scene.admin().send(many));
        String longest = "x".repeat(40_000);
        get(scene.admin().send(action("UserEvent", "UserEvent=Long").with("Long", longest)));

        assertThat(heard.await("UserEvent", "UserEvent=Many").get("Line124")).isEqualTo("124");
        ManagerEvent back = heard.await("UserEvent", "UserEvent=Long");
        assertThat(back.get("Long")).isEqualTo(longest);
        ManagerAction tooMany = many.with("Line125", "125");
        ManagerAction tooLong = action("UserEvent", "UserEvent=Long").with("Long", longest + "x".repeat(1000));
        for (ManagerAction refused : List.of(tooMany, tooLong)) {
            assertThatThrownBy(() -> get(scene.admin().send(refused))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
