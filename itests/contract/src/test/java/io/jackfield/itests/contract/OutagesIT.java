package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.itests.contract.restarts.Restarts;
import io.jackfield.itests.contract.restarts.Summary;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.OriginateResult;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A PBX that dies, hangs, restarts or reloads, and what is said of it. */
class OutagesIT {
    private static final double CALLS_PER_SECOND = 10;

    private static final Map<String, String> WATCHFUL = Map.of(
            "pingInterval", "200ms", "pingTimeout", "1500ms", "connectTimeout", "1500ms", "reconnectDelay", "1s");

    /** Each round demands one gap, a whole snapshot, live events, exact accounting, and a login within two seconds. */
    @Scenario
    void killedUnderLoadItIsBackWithinTwoSeconds(Scene scene) {
        try (Restarts restarts = new Restarts(scene.pbx(), scene.transport())) {
            Summary summary = restarts.run(2, told -> {});

            assertThat(summary.rounds()).hasSize(2).allSatisfy(round -> {
                assertThat(round.allFaults()).isEmpty();
                assertThat(round.events()).isPositive();
            });
        }
    }

    @Scenario
    void whatWasUnderWayFailsAndSaysWhetherItWasWritten(Scene scene) {
        Recording heard = scene.record("Newchannel,UserEvent");
        CompletableFuture<OriginateResult> ringing = scene.admin()
                .originate(action("Originate", "Channel=Local/ring@contract/n", "Application=Wait", "Data=1"));
        heard.await("Newchannel");

        scene.pbx().kill();
        try {
            assertThatThrownBy(() -> get(ringing))
                    .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                            .as("the outcome is unknown")
                            .isTrue());
            Awaitility.await().until(() -> !scene.admin().state().isUp());
            assertThatThrownBy(() -> get(scene.admin().send(action("Ping"))))
                    .isInstanceOfSatisfying(ConnectionLostException.class, lost -> assertThat(lost.wasWritten())
                            .as("safe to repeat")
                            .isFalse());
        } finally {
            scene.pbx().start();
        }

        heard.awaitGap(EventGap.Kind.LOST);
        assertThat(scene.send("Ping").get("Ping")).isEqualTo("Pong");
        assertThat(scene.admin().stats().pendingActions()).isZero();
    }

    @Scenario
    void aLineThatIsHalfOpenIsNoticedByItsSilence(Scene scene) {
        ManagerConnection watchful = scene.connect(Users.ADMIN, WATCHFUL);
        Scene.awaitUp(watchful);
        Recording heard = scene.record(watchful, EventFilter.all().named("UserEvent"));

        scene.pbx().freeze();
        try {
            Awaitility.await().atMost(Scene.PATIENCE).until(() -> watchful.state() instanceof ConnectionState.Down);
            assertThat(((ConnectionState.Down) watchful.state()).reason()).contains("Ping");
        } finally {
            scene.pbx().thaw();
        }

        heard.awaitGap(EventGap.Kind.LOST);
        get(watchful.send(action("UserEvent", "UserEvent=Thawed")));
        heard.await("UserEvent", "UserEvent=Thawed");
        assertThat(heard.gaps()).extracting(EventGap::kind).containsExactly(EventGap.Kind.START, EventGap.Kind.LOST);
        assertThat(heard.gaps().get(1).origin())
                .isNotEqualTo(heard.gaps().get(0).origin());
        assertThat(heard.gaps().get(1).from())
                .isBeforeOrEqualTo(heard.gaps().get(1).to());
        assertThat(watchful.stats().logins()).isEqualTo(2);
    }

    @Scenario(amiOnly = AmiOnly.SHUTDOWN)
    void aCleanRestartIsAnnounced(Scene scene) {
        Recording heard = scene.record("Shutdown,UserEvent");
        scene.send("UserEvent", "UserEvent=Before");
        heard.await("UserEvent", "UserEvent=Before");

        scene.pbx().restart();

        assertThat(heard.await("Shutdown").get("Shutdown")).isEqualTo("Cleanly");
        heard.awaitGap(EventGap.Kind.LOST);
        scene.send("UserEvent", "UserEvent=After");
        heard.await("UserEvent", "UserEvent=After");
        assertThat(heard.items())
                .extracting(OutagesIT::named)
                .containsExactly("START", "UserEvent", "Shutdown", "LOST", "UserEvent");
        ManagerEvent before = heard.await("UserEvent", "UserEvent=Before");
        ManagerEvent after = heard.await("UserEvent", "UserEvent=After");
        assertThat(after.origin().epoch()).isNotEqualTo(before.origin().epoch());
    }

    @Scenario
    void aReloadUnderLoadLosesNothing(Scene scene) {
        Recording heard = scene.record("*");
        underLoad(scene, () -> {
            heard.await("BridgeEnter");
            for (int i = 0; i < 3; i++) {
                assertThat(scene.send("Reload").message()).isEqualTo("Module Reloaded");
            }
            scene.send("UserEvent", "UserEvent=Reloaded");
            heard.await("UserEvent", "UserEvent=Reloaded");
        });

        assertThat(heard.gaps()).extracting(EventGap::kind).containsExactly(EventGap.Kind.START);
        assertThat(heard.events()).extracting(ManagerEvent::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(heard.events())
                .filteredOn(event -> event.name().equals("Reload"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(scene.admin().stats().logins()).isEqualTo(1);
    }

    /** What a subscriber can know from snapshots and events is what the PBX would tell it. */
    @Scenario
    void stateFromSnapshotsAndEventsIsWhatThePbxHas(Scene scene) {
        scene.call("answer", 60);
        Recording heard = scene.record(
                scene.admin(),
                SubscriptionOptions.of(EventFilter.all().named("Newchannel,Hangup,Rename"))
                        .withSnapshot(List.of(action("CoreShowChannels"))));
        scene.call("answer", 60);
        scene.call("hangup", 0.1);
        underLoad(scene, () -> awaitAgreement(scene, heard));
        assertThat(Channels.of(heard.items()).names())
                .filteredOn(name -> name.startsWith("Local/answer@"))
                .hasSize(4);

        scene.pbx().kill();
        scene.pbx().start();
        heard.awaitGap(EventGap.Kind.LOST);
        scene.call("answer", 60);
        underLoad(scene, () -> awaitAgreement(scene, heard));
        awaitAgreement(scene, heard);
        assertThat(Channels.of(heard.items()).names())
                .as("of the calls before nothing is left")
                .filteredOn(name -> name.startsWith("Local/answer@"))
                .hasSize(2);
        assertThat(heard.items().stream().filter(SnapshotEnd.class::isInstance).map(SnapshotEnd.class::cast))
                .hasSize(2)
                .allSatisfy(end -> assertThat(end.incomplete()).isEmpty());
        for (int look = 0; look < 100; look++) {
            SubscriptionStats stats = heard.stats();
            assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        }
    }

    private static void underLoad(Scene scene, Runnable act) {
        Pbx.Load load = scene.pbx().load(CALLS_PER_SECOND);
        try {
            act.run();
        } finally {
            load.close();
        }
    }

    /** Now and then no event is under way, and then both are alike; if what we know were wrong they never would be. */
    private static void awaitAgreement(Scene scene, Recording heard) {
        Awaitility.await("agreement with the PBX").atMost(Scene.PATIENCE).untilAsserted(() -> {
            List<String> listed = scene.collect("CoreShowChannels").items().stream()
                    .map(item -> item.get("Channel"))
                    .sorted()
                    .toList();
            assertThat(listed).isNotEmpty();
            assertThat(Channels.of(heard.items()).names()).isEqualTo(listed);
        });
    }

    private static String named(StreamItem item) {
        return item instanceof EventGap gap ? gap.kind().name() : ((ManagerEvent) item).name();
    }

    /** The channels there are, as far as a stream tells. */
    private record Channels(List<String> names) {
        static Channels of(List<StreamItem> items) {
            List<String> names = new ArrayList<>();
            boolean inFrame = false;
            for (StreamItem item : items) {
                if (item instanceof SnapshotStart) {
                    names.clear();
                    inFrame = true;
                } else if (item instanceof SnapshotEnd) {
                    inFrame = false;
                } else if (item instanceof ManagerEvent event) {
                    apply(event, names, inFrame);
                }
            }
            return new Channels(names.stream().sorted().toList());
        }

        private static void apply(ManagerEvent event, List<String> names, boolean inFrame) {
            String channel = event.get("Channel");
            if (event.name().equals("Hangup")) {
                names.remove(channel);
            } else if (event.name().equals("Rename")) {
                names.remove(channel);
                names.add(event.get("Newname"));
            } else if (!names.contains(channel)) {
                assertThat(event.name()).isEqualTo(inFrame ? "CoreShowChannel" : "Newchannel");
                names.add(channel);
            }
        }
    }
}
