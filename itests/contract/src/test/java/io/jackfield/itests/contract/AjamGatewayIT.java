package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A gateway before the PBX that fails in each way in which gateways do. */
class AjamGatewayIT {
    private static final double CALLS_PER_SECOND = 10;
    private static final EventFilter FEW = EventFilter.all().named("Newchannel,Newstate,Hangup,UserEvent");
    /** Who says when an event was raised, and who says when a gap was, are not quite at one. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    private static final List<Fault> LOSSES =
            List.of(Fault.status(502), Fault.lost(504), Fault.cut(), Fault.shortened(), Fault.dropped());

    /**
     * How an action fails.
     *
     * @param done whether the PBX did it
     * @param written what is said of that
     */
    private record Failure(Fault fault, boolean done, boolean written, String reason) {}

    @Scenario(over = Transport.AJAM)
    void anActionWhoseAnswerIsLostFailsAlone(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnection connection = connect(scene, proxy, Map.of());
        Recording heard = scene.record(connection, FEW);
        String value = "first";
        get(connection.send(action("Setvar", "Variable=GATEWAY", "Value=" + value)));

        for (Failure failure : List.of(
                new Failure(Fault.status(500), false, true, "HTTP 500"),
                new Failure(Fault.status(502), false, true, "HTTP 502"),
                new Failure(Fault.status(503), false, false, "HTTP 503"),
                new Failure(Fault.lost(504), true, true, "HTTP 504"),
                new Failure(Fault.cut(), true, true, "closed before the whole answer"),
                new Failure(Fault.shortened(), true, true, "cut off"),
                new Failure(Fault.dropped(), true, true, "closed before the whole answer"))) {
            proxy.fail("Setvar", failure.fault());
            assertThatThrownBy(() ->
                            get(connection.send(action("Setvar", "Variable=GATEWAY", "Value=" + failure.reason()))))
                    .hasMessageContaining(failure.reason())
                    .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                            .as(failure.reason())
                            .isEqualTo(failure.written()));
            value = failure.done() ? failure.reason() : value;
            assertThat(get(connection.send(action("Getvar", "Variable=GATEWAY")))
                            .get("Value"))
                    .isEqualTo(value);
        }
        proxy.fail("Setvar", Fault.hang());
        assertThatThrownBy(() -> get(
                        connection.send(action("Setvar", "Variable=GATEWAY", "Value=never"), Duration.ofMillis(300))))
                .isInstanceOf(ManagerTimeoutException.class);

        get(connection.send(action("UserEvent", "UserEvent=After")));
        heard.await("UserEvent", "UserEvent=After");
        assertThat(heard.gaps()).extracting(EventGap::kind).containsExactly(EventGap.Kind.START);
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    @Scenario(over = Transport.AJAM)
    void eventsWhoseAnswerIsLostAreAGap(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnection connection = connect(scene, proxy, Map.of());
        Recording heard = scene.record(connection, FEW);

        for (Fault fault : LOSSES) {
            int losses = losses(heard);
            long logins = connection.stats().logins();
            proxy.fail("WaitEvent", fault);
            Scene.await("the end of the login", () -> {
                scene.send("UserEvent", "UserEvent=Lost");
                return connection.stats().logins() > logins
                        || !connection.state().isUp();
            });
            proxy.heal();
            Scene.await("a gap", () -> losses(heard) > losses);
            scene.send("UserEvent", "UserEvent=After-" + logins);
            heard.await("UserEvent", "UserEvent=After-" + logins);
        }
        assertThat(heard.gaps()).extracting(gap -> gap.origin().epoch()).doesNotHaveDuplicates();
    }

    @Scenario(over = Transport.AJAM)
    void aGatewayThatHangsIsNoticedByItsSilence(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnection connection =
                connect(scene, proxy, Map.of("pingInterval", "200ms", "pingTimeout", "500ms", "reconnectDelay", "1s"));
        Recording heard = scene.record(connection, FEW);

        proxy.behave(request -> Fault.hang());
        Scene.await("silence", () -> connection.state() instanceof ConnectionState.Down);
        assertThat(((ConnectionState.Down) connection.state()).reason()).contains("Ping");
        proxy.heal();

        heard.awaitGap(EventGap.Kind.LOST);
        scene.send("UserEvent", "UserEvent=After");
        heard.await("UserEvent", "UserEvent=After");
    }

    /** What another login hears and this one does not, is missing where this one says that something is. */
    @Scenario(over = Transport.AJAM)
    void whatAFlappingGatewayLosesIsAccountedFor(Scene scene) {
        FaultyProxy proxy = scene.keep(new FaultyProxy(scene.pbx()));
        ManagerConnectionFactory elsewhere = scene.keep(Transport.AMI.factory());
        ManagerConnection connection = connect(scene, proxy, Map.of());
        Recording heard = scene.record(connection, FEW);
        Recording witness =
                Recording.of(elsewhere.create("witness", Transport.AMI.settings(scene.pbx(), Users.READER)), FEW);
        Random random = new Random(5);

        Pbx.Load load = scene.pbx().load(CALLS_PER_SECOND);
        proxy.behave(request -> random.nextInt(8) == 0 ? LOSSES.get(random.nextInt(LOSSES.size())) : Fault.none());
        Scene.await("a gateway that flaps", () -> {
            assertThat(connection.stats().isBalanced()).isTrue();
            assertThat(heard.stats().isBalanced()).isTrue();
            return losses(heard) >= 5 && heard.events().size() > 100;
        });
        proxy.heal();
        load.close();
        Scene.await("the gateway's recovery", () -> {
            scene.send("UserEvent", "UserEvent=Healed");
            return heard.find("UserEvent", "UserEvent=Healed").isPresent();
        });
        scene.hangUpAll();
        scene.send("UserEvent", "UserEvent=Last");
        heard.await("UserEvent", "UserEvent=Last");
        witness.await("UserEvent", "UserEvent=Last");

        ConnectionStats received = connection.stats();
        SubscriptionStats account = heard.settle().stats();
        assertThat(account.offered()).isEqualTo(received.asyncEvents() + received.controlEvents());
        assertThat(account.completed()).isEqualTo(heard.events().size());
        assertThat(losses(heard)).isLessThan((int) received.logins());
        assertThat(fingerprints(heard)).doesNotHaveDuplicates();
        assertThat(fingerprints(witness)).containsAll(fingerprints(heard));
        Set<String> known = Set.copyOf(fingerprints(heard));
        assertThat(witness.events())
                .filteredOn(event -> !known.contains(event.fingerprint()))
                .allSatisfy(missing -> assertThat(heard.gaps()).anyMatch(gap -> isWithin(gap, missing)));
    }

    private static ManagerConnection connect(Scene scene, FaultyProxy proxy, Map<String, ?> besides) {
        Map<String, Object> settings = new HashMap<>(Map.of("reconnectDelay", "50ms", "reconnectMaxDelay", "200ms"));
        settings.put("port", proxy.port());
        settings.putAll(besides);
        ManagerConnection connection = scene.connect(Users.ADMIN, settings);
        Scene.awaitUp(connection);
        return connection;
    }

    private static int losses(Recording heard) {
        return (int) heard.gaps().stream()
                .filter(gap -> gap.kind() == EventGap.Kind.LOST)
                .count();
    }

    private static List<String> fingerprints(Recording recording) {
        return recording.events().stream().map(ManagerEvent::fingerprint).collect(Collectors.toList());
    }

    private static boolean isWithin(EventGap gap, ManagerEvent event) {
        String[] raised = event.get("Timestamp").split("\\.");
        Instant at = Instant.ofEpochSecond(Long.parseLong(raised[0]), Long.parseLong(raised[1]) * 1000);
        return !at.isBefore(gap.from().minus(CLOCKS)) && !at.isAfter(gap.to().plus(CLOCKS));
    }
}
