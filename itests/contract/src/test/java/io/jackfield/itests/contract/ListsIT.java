package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Answers that are lists: each with its own names of items and of its end, empty and full. */
class ListsIT {
    @Scenario
    void withoutCallsThereAreNoChannels(Scene scene) {
        EventList channels = scene.collect("CoreShowChannels");
        assertEmpty(channels, "CoreShowChannelsComplete");
        assertThat(channels.response().message()).isEqualTo("Channels will follow");

        EventList status = scene.collect("Status");
        assertEmpty(status, "StatusComplete");
        assertThat(status.complete().orElseThrow().get("Items")).isEqualTo("0");
        assertThat(scene.collect("Status", "Channel=Local/nobody-1").response().message())
                .isEqualTo("No such channel");
        assertThat(calls(scene.collect("BridgeList"))).isEmpty();
    }

    @Scenario
    void channelsOfACallAreListedWithTheirBridge(Scene scene) {
        Recording heard = scene.record("BridgeEnter");
        String caller = scene.call("dial-phone", 10);
        ManagerEvent callee = heard.await("BridgeEnter", "Channel=Local/phone@.*");

        // The caller's bridge is the one of Dial, between its second half and the phone's first.
        EventList channels = scene.collect("CoreShowChannels");
        assertFull(channels, "CoreShowChannelsComplete", 4);
        ManagerEvent first = item(channels, "Uniqueid", caller);
        assertThat(first.name()).isEqualTo("CoreShowChannel");
        assertThat(first.get("Application")).isEqualTo("Wait");
        assertThat(first.get("ApplicationData")).isEqualTo("10.0");
        assertThat(first.get("Duration")).matches("00:00:\\d\\d");
        assertThat(first.get("BridgeId")).isEmpty();
        assertThat(first.get("Privilege")).as("items are no events").isNull();
        assertThat(channels.items()).extracting(item -> item.get("Linkedid")).containsOnly(caller);
        assertThat(channels.items().stream()
                        .filter(item -> callee.get("BridgeUniqueid").equals(item.get("BridgeId"))))
                .hasSize(2);
    }

    @Scenario
    void theStatusOfChannelsHasTheVariablesAskedFor(Scene scene) {
        Recording heard = scene.record("Newstate");
        String caller = scene.call("answer", 10, "Variable=COLOUR=red; green", "Variable=SHAPE=a=b");
        String channel = heard.await("Newstate", "Uniqueid=" + caller).get("Channel");

        EventList status = scene.collect("Status", "Channel=" + channel, "Variables=COLOUR,SHAPE");

        assertFull(status, "StatusComplete", 1);
        ManagerEvent item = status.items().get(0);
        assertThat(item.name()).isEqualTo("Status");
        assertThat(item.get("Uniqueid")).isEqualTo(caller);
        assertThat(item.get("Privilege"))
                .as("the one list whose items have one")
                .isEqualTo("Call");
        assertThat(item.all("Variable")).containsExactly("COLOUR=red; green", "SHAPE=a=b");
        assertThat(status.complete().orElseThrow().get("Items")).isEqualTo("1");
        assertFull(scene.collect("Status"), "StatusComplete", 2);
    }

    @Scenario
    void aQueueIsListedWithItsMembersAndCallers(Scene scene) {
        EventList empty = scene.collect("QueueStatus", "Queue=" + Dialplan.QUEUE);
        assertFull(empty, "QueueStatusComplete", 1);
        assertThat(empty.items().get(0).get("Calls")).isEqualTo("0");
        assertEmpty(scene.collect("QueueStatus", "Queue=nonsense"), "QueueStatusComplete");
        assertEmpty(scene.collect("QueueSummary", "Queue=nonsense"), "QueueSummaryComplete");

        Recording heard = scene.record("QueueCallerJoin,AgentCalled");
        try (Queue queue = new Queue(scene, "Local/ring@contract/n")) {
            String caller = scene.call("queue", 10);
            heard.await("AgentCalled");

            EventList full = queue.status();
            assertFull(full, "QueueStatusComplete", 3);
            assertThat(full.items())
                    .extracting(ManagerEvent::name)
                    .containsExactly("QueueParams", "QueueMember", "QueueEntry");
            assertThat(full.items()).extracting(item -> item.get("Queue")).containsOnly(Dialplan.QUEUE);
            assertThat(full.items().get(0).get("Calls")).isEqualTo("1");
            assertThat(full.items().get(1).get("Location")).isEqualTo("Local/ring@contract/n");
            assertThat(full.items().get(1).get("Membership")).isEqualTo("dynamic");
            assertThat(full.items().get(2).get("Uniqueid"))
                    .isEqualTo(heard.await("QueueCallerJoin").get("Uniqueid"));
            assertThat(full.items().get(2).get("Position")).isEqualTo("1");
            assertThat(scene.collect("CoreShowChannels").items())
                    .extracting(item -> item.get("Uniqueid"))
                    .contains(caller);

            EventList summary = scene.collect("QueueSummary", "Queue=" + Dialplan.QUEUE);
            assertFull(summary, "QueueSummaryComplete", 1);
            assertThat(summary.items().get(0).get("LoggedIn")).isEqualTo("1");
            assertThat(summary.items().get(0).get("Callers")).isEqualTo("1");
        }
    }

    @Scenario
    void withoutConferencesTheirListIsAnError(Scene scene) {
        for (ManagerAction list :
                List.of(action("ConfbridgeListRooms"), action("ConfbridgeList", "Conference=contract"))) {
            EventList none = get(scene.admin().collect(list));
            assertThat(none.isList()).isFalse();
            assertThat(none.response().isSuccess()).isFalse();
            assertThat(none.response().message()).isEqualTo("No active conferences.");
        }
    }

    @Scenario
    void aConferenceIsListedWithWhoIsInIt(Scene scene) {
        Recording heard = scene.record("ConfbridgeJoin");
        scene.call("conference", 10, "CallerID=\"Ada Brandt\" <100>");
        heard.await("ConfbridgeJoin");
        scene.call("conference", 10);
        heard.await("ConfbridgeJoin", "Channel=.*", "CallerIDNum=<unknown>");

        EventList rooms = scene.collect("ConfbridgeListRooms");
        assertFull(rooms, "ConfbridgeListRoomsComplete", 1);
        assertThat(rooms.items().get(0).name()).isEqualTo("ConfbridgeListRooms");
        assertThat(rooms.items().get(0).get("Conference")).isEqualTo("contract");
        assertThat(rooms.items().get(0).get("Parties")).isEqualTo("2");
        EventList members = scene.collect("ConfbridgeList", "Conference=contract");
        assertFull(members, "ConfbridgeListComplete", 2);
        assertThat(members.items()).extracting(item -> item.get("Conference")).containsOnly("contract");
        assertThat(channels(members))
                .containsExactlyInAnyOrderElementsOf(heard.events().stream()
                        .map(joined -> joined.get("Channel"))
                        .toList());
        assertThat(scene.collect("ConfbridgeList", "Conference=other")
                        .response()
                        .message())
                .isEqualTo("No Conference by that name found.");
        assertThat(scene.collect("ConfbridgeList").response().message()).isEqualTo("No Conference name provided.");
    }

    @Scenario
    void aBridgeIsListedAndWhoIsInIt(Scene scene) {
        Recording heard = scene.record("BridgeEnter");
        scene.call("dial-phone", 10);
        ManagerEvent caller = heard.await("BridgeEnter", "Channel=Local/dial-phone@.*");
        ManagerEvent callee = heard.await("BridgeEnter", "Channel=Local/phone@.*");
        String id = caller.get("BridgeUniqueid");

        EventList bridges = scene.collect("BridgeList");
        assertFull(bridges, "BridgeListComplete", bridges.items().size());
        assertThat(calls(bridges)).hasSize(1).first().satisfies(bridge -> {
            assertThat(bridge.name()).isEqualTo("BridgeListItem");
            assertThat(bridge.get("BridgeUniqueid")).isEqualTo(id);
            assertThat(bridge.get("BridgeNumChannels")).isEqualTo("2");
        });

        EventList info = scene.collect("BridgeInfo", "BridgeUniqueid=" + id);
        assertFull(info, "BridgeInfoComplete", 2);
        assertThat(info.items()).extracting(ManagerEvent::name).containsOnly("BridgeInfoChannel");
        assertThat(channels(info)).containsExactlyInAnyOrder(caller.get("Channel"), callee.get("Channel"));
        assertThat(info.complete().orElseThrow().get("BridgeUniqueid"))
                .as("what the bridge itself is like, is told at the end")
                .isEqualTo(id);
        assertThat(scene.collect("BridgeInfo", "BridgeUniqueid=nonsense")
                        .response()
                        .message())
                .isEqualTo("Specified BridgeUniqueid not found");
    }

    @Scenario
    void aDatabaseEntryIsAListOfOne(Scene scene) {
        EventList none = scene.collect("DBGet", "Family=contract-list", "Key=none");
        assertThat(none.isList()).isFalse();
        assertThat(none.response().message()).isEqualTo("Database entry not found");
        assertThat(scene.collect("DBGet", "Family=contract-list").response().message())
                .isEqualTo("No key specified.");
        EventList noTree = scene.collect("DBGetTree", "Family=contract-list");
        assertThat(noTree.isList()).isTrue();
        assertThat(noTree.items()).isEmpty();

        scene.send("DBPut", "Family=contract-list", "Key=one", "Val=1");
        scene.send("DBPut", "Family=contract-list", "Key=two", "Val=2");
        assertFull(scene.collect("DBGet", "Family=contract-list", "Key=one"), "DBGetComplete", 1);
        // Asterisk 16 says ListItems: 1 whatever there is.
        EventList tree = scene.collect("DBGetTree", "Family=contract-list");
        assertThat(tree.items())
                .extracting(item -> item.name() + " " + item.get("Key") + " " + item.get("Val"))
                .containsExactly("DBGetTreeResponse /contract-list/one 1", "DBGetTreeResponse /contract-list/two 2");
        assertThat(scene.send("DBDelTree", "Family=contract-list").message())
                .isEqualTo("Key tree deleted successfully");
        assertThat(scene.collect("DBGetTree", "Family=contract-list").items()).isEmpty();
    }

    @Scenario
    void whoIsParkedIsListed(Scene scene) {
        EventList none = scene.collect("ParkedCalls");
        assertEmpty(none, "ParkedCallsComplete");
        assertThat(none.complete().orElseThrow().get("Total")).isEqualTo("0");

        Recording heard = scene.record("ParkedCall");
        scene.call("park", 10);
        ManagerEvent parked = heard.await("ParkedCall");
        EventList list = scene.collect("ParkedCalls");
        assertFull(list, "ParkedCallsComplete", 1);
        ManagerEvent item = list.items().get(0);
        assertThat(item.name()).as("named as the event is").isEqualTo("ParkedCall");
        assertThat(item.get("ParkeeChannel")).isEqualTo(parked.get("ParkeeChannel"));
        assertThat(item.get("ParkingSpace")).isEqualTo(parked.get("ParkingSpace"));
        assertThat(item.get("Parkinglot")).isEqualTo("default");
        assertThat(list.complete().orElseThrow().get("Total")).isEqualTo("1");
        assertThat(heard.names()).as("an item is no event").containsExactly("ParkedCall");
    }

    @Scenario
    void devicesAreListedUnderTheNameOfTheirEvent(Scene scene) {
        Recording heard = scene.record("DeviceStateChange,UserEvent");

        EventList devices = scene.collect("DeviceStateList");

        assertThat(devices.isList()).isTrue();
        assertThat(devices.complete().orElseThrow().name()).isEqualTo("DeviceStateListComplete");
        assertThat(devices.items()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.name()).isEqualTo("DeviceStateChange");
            assertThat(item.get("State")).isNotEmpty();
        });
        scene.send("UserEvent", "UserEvent=After");
        heard.await("UserEvent");
        assertThat(heard.events()).filteredOn(event -> event.actionId() != null).hasSize(1);
    }

    @Scenario
    void channelsAreHungUpByPatternInAListAndOneByOneWithout(Scene scene) {
        assertEmpty(scene.collect("Hangup", "Channel=/^Local.answer/"), "ChannelsHungupListComplete");
        Recording heard = scene.record("Newchannel,Hangup");
        scene.call("answer", 10);
        heard.await("Newchannel", "Channel=Local/answer@contract-.*;2");

        EventList hungUp = scene.collect("Hangup", "Channel=/^Local.answer.*;1$/", "Cause=17");
        assertFull(hungUp, "ChannelsHungupListComplete", 1);
        assertThat(hungUp.items().get(0).name()).isEqualTo("ChannelHungup");
        String first = hungUp.items().get(0).get("Channel");
        assertThat(heard.await("Hangup", "Channel=" + first).get("Cause")).isEqualTo("17");
        scene.call("ring", 10);
        String channel =
                heard.await("Newchannel", "Channel=Local/ring@contract-.*;1").get("Channel");
        EventList one = scene.collect("Hangup", "Channel=" + channel);
        assertThat(one.isList()).isFalse();
        assertThat(one.response().message()).isEqualTo("Channel Hungup");
        heard.await("Hangup", "Channel=Local/ring@contract-.*;1");
    }

    @Scenario
    void answersMayHaveAShapeOfTheirOwn(Scene scene) {
        EventList statistics = scene.collect("FAXStats");
        assertThat(statistics.isList()).as("one event is announced in words").isFalse();
        assertThat(statistics.items()).extracting(ManagerEvent::name).containsExactly("FAXStats");
        assertThat(statistics.items().get(0).get("CurrentSessions")).isEqualTo("0");
        EventList sessions = scene.collect("FAXSessions");
        assertThat(sessions.response().get("EventList"))
                .as("in a case of its own")
                .isEqualTo("Start");
        assertEmpty(sessions, "FAXSessionsComplete");
        assertThat(sessions.complete().orElseThrow().get("Total")).isEqualTo("0");
        assertThat(scene.collect("Parkinglots").items())
                .extracting(item -> item.name() + " " + item.get("Name"))
                .contains("Parkinglot default");
        assertEmpty(scene.collect("ExtensionStateList"), "ExtensionStateListComplete");
        assertEmpty(scene.collect("PresenceStateList"), "PresenceStateListComplete");
    }

    /** A line feed at the end of a message makes an empty line before the one that ends the response. */
    @Scenario
    void anEmptyLineTooManyEndsNothing(Scene scene) {
        ManagerAction faulty = action("Originate", "Channel=Local/answer@contract/n", "Application=Wait", "Data=1");
        CompletableFuture<ManagerResponse> refused = scene.admin().send(faulty.with("ChannelId", "x".repeat(150)));
        CompletableFuture<ManagerResponse> pong = scene.admin().send(action("Ping"));

        assertThat(get(refused).message()).isEqualTo("Uniqueid length exceeds maximum of 149");
        assertThat(get(pong).get("Ping")).isEqualTo("Pong");
        try (RawClient client = RawClient.login(scene.pbx(), Users.ADMIN, "off")) {
            client.send(
                    "Action: Originate",
                    "Channel: Local/answer@contract/n",
                    "Application: Wait",
                    "ChannelId: " + "x".repeat(150));
            client.await("Response: Error");
            assertThat(client.line()).isEmpty();
        }
    }

    @Scenario
    void anAnswerWithoutAListIsFinal(Scene scene) {
        EventList unknown = scene.collect("Nonsense");
        assertThat(unknown.isList()).isFalse();
        assertThat(unknown.response().message()).startsWith("Invalid/unknown command: Nonsense.");
        EventList pong = scene.collect("Ping");
        assertThat(pong.isList()).isFalse();
        assertThat(pong.response().get("Ping")).isEqualTo("Pong");
        for (String list : List.of("CoreShowChannels", "Status", "DBGet", "ConfbridgeList")) {
            EventList denied = get(scene.login(Users.POWERLESS).collect(action(list)));
            assertThat(denied.isList()).as(list).isFalse();
            assertThat(denied.response().message()).as(list).isEqualTo("Permission denied");
        }
        assertThat(get(scene.login(Users.POWERLESS).collect(action("BridgeList")))
                        .isList())
                .as("open to all")
                .isTrue();
    }

    @Scenario
    void listsThatFollowEachOtherDoNotMix(Scene scene) {
        Recording heard = scene.record("*");
        scene.call("answer", 10);
        heard.await("OriginateResponse");
        List<String> actions = List.of("CoreShowChannels", "Status", "QueueStatus", "QueueSummary", "BridgeList");
        List<CompletableFuture<EventList>> lists = new ArrayList<>();
        List<CompletableFuture<ManagerResponse>> pings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lists.add(scene.admin().collect(action(actions.get(i % actions.size()))));
            pings.add(scene.admin().send(action("Ping")));
        }

        for (int i = 0; i < lists.size(); i++) {
            EventList list = get(lists.get(i));
            String name = actions.get(i % actions.size());
            assertThat(list.complete().orElseThrow().name()).isEqualTo(name + "Complete");
            assertThat(list.complete().orElseThrow().get("ListItems"))
                    .isEqualTo(Integer.toString(list.items().size()));
            assertThat(get(pings.get(i)).get("Ping")).isEqualTo("Pong");
        }
        assertThat(heard.names()).doesNotContain("CoreShowChannel", "Status", "QueueParams", "QueueSummary");
        assertThat(scene.admin().stats().listItems())
                .isEqualTo(lists.stream()
                        .mapToLong(list -> get(list).items().size() + 1)
                        .sum());
    }

    private static void assertEmpty(EventList list, String end) {
        assertFull(list, end, 0);
    }

    private static void assertFull(EventList list, String end, int items) {
        assertThat(list.isList()).as("%s", list).isTrue();
        assertThat(list.items()).hasSize(items);
        ManagerEvent complete = list.complete().orElseThrow();
        assertThat(complete.name()).isEqualTo(end);
        assertThat(complete.get("ListItems")).isEqualTo(Integer.toString(items));
        assertThat(list.items()).allSatisfy(item -> assertThat(item.actionId()).isEqualTo(complete.actionId()));
    }

    /** Bridges of calls; one for parked calls may be there without any. */
    private static List<ManagerEvent> calls(EventList bridges) {
        return bridges.items().stream()
                .filter(bridge -> "basic".equals(bridge.get("BridgeType")))
                .toList();
    }

    private static ManagerEvent item(EventList list, String header, String value) {
        return list.items().stream()
                .filter(item -> value.equals(item.get(header)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> channels(EventList list) {
        return list.items().stream().map(item -> item.get("Channel")).collect(Collectors.toList());
    }
}
