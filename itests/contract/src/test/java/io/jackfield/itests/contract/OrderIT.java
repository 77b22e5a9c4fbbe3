package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** In which order a call is told. What holds of every call is checked by {@link Story}. */
class OrderIT {
    private static final String[] BRIDGE = {"BridgeCreate", "BridgeEnter", "BridgeLeave", "BridgeDestroy"};

    @Scenario
    void aDialledCall(Scene scene) {
        Recording heard = scene.record("*");
        String caller = scene.call("dial-phone", 30);
        hangUp(scene, heard.await("BridgeEnter", "Channel=Local/dial-phone@.*;2"));

        Story story = Story.of(heard, 4);

        assertThat(story.order(BRIDGE))
                .containsExactly(
                        "BridgeCreate", "BridgeEnter", "BridgeEnter", "BridgeLeave", "BridgeLeave", "BridgeDestroy");
        ManagerEvent dial = heard.await("DialBegin", "DestChannel=Local/phone@.*");
        assertThat(dial.get("Channel")).startsWith("Local/dial-phone@").endsWith(";2");
        assertThat(dial.channel("Dest").orElseThrow().linkedid()).isEqualTo(caller);
        assertThat(heard.await("DialEnd", "DestChannel=Local/phone@.*").get("DialStatus"))
                .isEqualTo("ANSWER");
        assertThat(story.events("Newstate").stream()
                        .filter(event -> event.get("Channel").startsWith("Local/phone@")
                                && event.get("Channel").endsWith(";1"))
                        .map(event -> event.get("ChannelStateDesc")))
                .containsExactly("Ringing", "Up");
        assertThat(story.events().stream()
                        .filter(event -> event.get("Linkedid") != null)
                        .map(event -> event.get("Linkedid")))
                .containsOnly(caller);
        ManagerEvent record = heard.await("Cdr", "UniqueID=" + caller);
        assertThat(record.get("Disposition")).isEqualTo("ANSWERED");
        assertThat(Integer.parseInt(record.get("Duration")))
                .isGreaterThanOrEqualTo(Integer.parseInt(record.get("BillableSeconds")));
    }

    @Scenario
    void callsThatAreNotAnswered(Scene scene) {
        Map.of("dial-busy", "BUSY", "dial-congestion", "CONGESTION", "dial-ring", "NOANSWER")
                .forEach((extension, status) -> {
                    Recording heard = scene.record("*");
                    scene.call(extension, 10);

                    Story story = Story.of(heard, 4);

                    assertThat(story.order(BRIDGE)).isEmpty();
                    assertThat(heard.await("DialEnd", "Channel=Local/" + extension + "@.*;2")
                                    .get("DialStatus"))
                            .isEqualTo(status);
                    assertThat(heard.await("UserEvent", "UserEvent=Dialed").get("Status"))
                            .isEqualTo(status);
                    assertThat(story.order("DialEnd", "UserEvent")).startsWith("DialEnd", "UserEvent");
                    heard.check();
                });
    }

    @Scenario
    void twoPhonesOfWhichOneIsBusy(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("dial-two", 30);
        hangUp(scene, heard.await("BridgeEnter", "Channel=Local/dial-two@.*;2"));

        Story story = Story.of(heard, 6);

        List<ManagerEvent> dials = story.events("DialBegin", "DialEnd").stream()
                .filter(event -> event.get("Channel") != null)
                .toList();
        assertThat(dials)
                .extracting(ManagerEvent::name)
                .containsExactly("DialBegin", "DialBegin", "DialEnd", "DialEnd");
        assertThat(dials.get(2).get("DestChannel")).startsWith("Local/busy@");
        assertThat(dials.get(2).get("DialStatus")).isEqualTo("BUSY");
        assertThat(dials.get(3).get("DestChannel")).startsWith("Local/phone@");
        assertThat(dials.get(3).get("DialStatus")).isEqualTo("ANSWER");
    }

    @Scenario
    void aQueuedCall(Scene scene) {
        Recording heard = scene.record("*");
        try (Queue queue = new Queue(scene, "Local/phone@contract/n")) {
            scene.call("queue", 30);
            hangUp(scene, heard.await("BridgeEnter", "Channel=Local/queue@.*;2"));
            heard.await("AgentComplete");
            Story story = Story.of(heard, 4);

            assertThat(story.order(
                            "QueueCallerJoin", "AgentCalled", "QueueCallerLeave", "AgentConnect", "AgentComplete"))
                    .containsExactly(
                            "QueueCallerJoin", "AgentCalled", "QueueCallerLeave", "AgentConnect", "AgentComplete");
            ManagerEvent join = heard.await("QueueCallerJoin", "Queue=" + Dialplan.QUEUE, "Position=1", "Count=1");
            ManagerEvent connect = heard.await("AgentConnect");
            assertThat(connect.get("Uniqueid")).isEqualTo(join.get("Uniqueid"));
            assertThat(connect.get("Interface")).isEqualTo(queue.member());
            assertThat(connect.get("DestChannel")).startsWith("Local/phone@contract-");
            assertThat(heard.await("AgentComplete").get("Reason")).isEqualTo("caller");
            assertThat(story.order(BRIDGE))
                    .containsExactly(
                            "BridgeCreate",
                            "BridgeEnter",
                            "BridgeEnter",
                            "BridgeLeave",
                            "BridgeLeave",
                            "BridgeDestroy");
        }
        heard.await("QueueMemberRemoved");
    }

    @Scenario
    void aCallerWhoLeavesTheQueue(Scene scene) {
        Recording heard = scene.record("*");
        try (Queue queue = new Queue(scene, "Local/ring@contract/n")) {
            scene.call("queue", 30);
            hangUp(scene, heard.await("AgentCalled"));
            heard.await("QueueCallerLeave");
            Story story = Story.of(heard, 4);

            assertThat(story.order("QueueCallerJoin", "AgentCalled", "QueueCallerAbandon", "QueueCallerLeave"))
                    .containsExactly("QueueCallerJoin", "AgentCalled", "QueueCallerAbandon", "QueueCallerLeave");
            assertThat(heard.await("QueueMemberAdded").get("Interface")).isEqualTo(queue.member());
            assertThat(story.order("AgentConnect", "BridgeEnter")).isEmpty();
        }
    }

    @Scenario
    void aBlindTransfer(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("dial-transfer", 30);
        String caller =
                heard.await("BridgeEnter", "Channel=Local/dial-transfer@.*;2").get("Channel");
        String callee = heard.await("BridgeEnter", "Channel=Local/phone@.*;1").get("Channel");

        assertThat(scene.send("BlindTransfer", "Channel=" + caller, "Context=contract", "Exten=brief")
                        .isSuccess())
                .isTrue();

        Story story = Story.of(heard, 4);
        ManagerEvent transfer = heard.await("BlindTransfer");
        assertThat(transfer.get("Result")).isEqualTo("Success");
        assertThat(transfer.get("Extension")).isEqualTo("brief");
        assertThat(transfer.channel("Transferer").orElseThrow().name()).isEqualTo(caller);
        assertThat(transfer.channel("Transferee").orElseThrow().name()).isEqualTo(callee);
        assertThat(heard.find("Newexten", "Channel=" + callee, "Exten=brief", "Application=Wait"))
                .as("who was transferred goes on there")
                .isPresent();
        assertThat(scene.send("BlindTransfer", "Channel=" + caller, "Context=contract", "Exten=brief")
                        .message())
                .isEqualTo("Channel specified does not exist");
    }

    @Scenario
    void anAttendedTransfer(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("dial-transfer", 30);
        String caller =
                heard.await("BridgeEnter", "Channel=Local/dial-transfer@.*;2").get("Channel");
        ManagerEvent callee = heard.await("BridgeEnter", "Channel=Local/phone@.*;1");

        assertThat(scene.send("Atxfer", "Channel=" + caller, "Context=contract", "Exten=100")
                        .isSuccess())
                .isTrue();
        ManagerEvent second = heard.await("BridgeEnter", "Channel=Local/100@.*;1");
        heard.await("DialEnd", "DestChannel=Local/100@.*;1", "DialStatus=ANSWER");
        hangUp(
                scene,
                heard.await(
                        "BridgeEnter",
                        "Channel=\\Q" + caller + "\\E",
                        "BridgeUniqueid=\\Q" + second.get("BridgeUniqueid") + "\\E"));
        ManagerEvent transfer = heard.await("AttendedTransfer");
        heard.await("Hangup", "Channel=" + caller);
        assertThat(transfer.get("Result")).isEqualTo("Success");
        assertThat(transfer.channel("OrigTransferer").orElseThrow().name()).isEqualTo(caller);
        String target = heard.await(
                        "BridgeEnter", "Channel=Local/100@.*;1", "BridgeUniqueid=" + callee.get("BridgeUniqueid"))
                .get("Channel");
        assertThat(scene.collect("CoreShowChannels").items())
                .filteredOn(item -> callee.get("BridgeUniqueid").equals(item.get("BridgeId")))
                .extracting(item -> item.get("Channel"))
                .containsExactlyInAnyOrder(callee.get("Channel"), target);

        scene.hangUpAll();
        Story.of(heard, 6);
    }

    @Scenario
    void aConference(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("conference", 30);
        ManagerEvent first = heard.await("ConfbridgeJoin");
        scene.call("conference", 30);
        ManagerEvent second = heard.await("ConfbridgeJoin", "Channel=(?!\\Q" + first.get("Channel") + "\\E).*");
        hangUp(scene, first);
        heard.await("ConfbridgeLeave");
        hangUp(scene, second);
        heard.await("ConfbridgeEnd");

        Story story = Story.of(heard, 4);

        assertThat(story.order("ConfbridgeStart", "ConfbridgeJoin", "ConfbridgeLeave", "ConfbridgeEnd"))
                .containsExactly(
                        "ConfbridgeStart",
                        "ConfbridgeJoin",
                        "ConfbridgeJoin",
                        "ConfbridgeLeave",
                        "ConfbridgeLeave",
                        "ConfbridgeEnd");
        assertThat(story.events("ConfbridgeStart", "ConfbridgeJoin", "ConfbridgeLeave", "ConfbridgeEnd"))
                .extracting(event -> event.get("Conference"))
                .containsOnly("contract");
        // Conference and bridge speak for themselves: which of the two is first is not said.
        for (ManagerEvent join : story.events("ConfbridgeJoin")) {
            assertThat(ofChannel(story, join, "ConfbridgeJoin", "ConfbridgeLeave"))
                    .containsExactly("ConfbridgeJoin", "ConfbridgeLeave");
            assertThat(ofChannel(story, join, "BridgeEnter", "BridgeLeave"))
                    .containsExactly("BridgeEnter", "BridgeLeave");
        }
    }

    @Scenario
    void aRedirectedCall(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("answer", 30);
        String channel = heard.await("Newexten", "Channel=Local/answer@.*;2", "Application=Wait")
                .get("Channel");

        assertThat(scene.send("Redirect", "Channel=" + channel, "Context=contract", "Exten=brief", "Priority=1")
                        .message())
                .isEqualTo("Redirect successful");

        Story story = Story.of(heard, 2);
        assertThat(story.events("Newexten").stream()
                        .filter(event -> event.get("Channel").equals(channel))
                        .map(event -> event.get("Exten") + " " + event.get("Application")))
                .containsExactly("answer Answer", "answer Wait", "brief Answer", "brief Wait", "brief Hangup");
        assertThat(scene.send("Redirect", "Channel=" + channel, "Context=contract", "Exten=brief", "Priority=1")
                        .message())
                .isEqualTo("Channel does not exist: " + channel);
    }

    @Scenario
    void fourWorkersTakeEachChannelsEventsInOrder(Scene scene) {
        Workers workers = new Workers();
        Subscription subscription = scene.admin()
                .subscribe(SubscriptionOptions.of(EventFilter.all()).withWorkers(4), workers::take);
        Recording heard = scene.record("Newchannel,Hangup");

        for (int i = 0; i < 12; i++) {
            scene.call("dial-phone", 0.2);
        }
        Awaitility.await().atMost(Scene.PATIENCE).untilAsserted(() -> assertThat(heard.names())
                .hasSize(12 * 4 * 2));
        Awaitility.await().atMost(Scene.PATIENCE).until(() -> {
            var stats = subscription.stats();
            return stats.queued() + stats.inFlight() == 0;
        });
        subscription.close();

        assertThat(workers.complaints).isEmpty();
        assertThat(workers.most).as("several at a time").hasValueGreaterThan(1);
        assertThat(subscription.stats().completed())
                .isEqualTo(subscription.stats().offered());
        workers.lives.values().forEach(life -> assertThat(life)
                .extracting(ManagerEvent::sequence)
                .isSorted());
        assertThat(workers.lives.values().stream()
                        .filter(life -> life.get(0).name().equals("Newchannel")))
                .hasSize(12 * 4);
    }

    private static List<String> ofChannel(Story story, ManagerEvent channel, String... names) {
        return story.events(names).stream()
                .filter(event -> event.get("Channel").equals(channel.get("Channel")))
                .map(ManagerEvent::name)
                .toList();
    }

    private static void hangUp(Scene scene, ManagerEvent event) {
        assertThat(scene.send("Hangup", "Channel=" + event.get("Channel")).message())
                .isEqualTo("Channel Hungup");
    }

    /** A listener that takes a moment for each event, and complains when it is given two of one channel at a time. */
    private static final class Workers {
        private final Executor slow = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
        private final Map<String, ManagerEvent> busy = new ConcurrentHashMap<>();
        private final Map<String, List<ManagerEvent>> lives = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        CompletionStage<?> take(StreamItem item) {
            if (!(item instanceof ManagerEvent event) || event.get("Uniqueid") == null) {
                return CompletableFuture.completedStage(null);
            }
            String channel = event.get("Uniqueid");
            ManagerEvent other = busy.putIfAbsent(channel, event);
            if (other != null) {
                complaints.add(event + "\nwhile\n" + other);
            }
            lives.computeIfAbsent(channel, id -> new ArrayList<>()).add(event);
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return CompletableFuture.runAsync(
                    () -> {
                        now.decrementAndGet();
                        busy.remove(channel, event);
                    },
                    slow);
        }
    }
}
