package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.ManagerEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The events of calls that are over, in the order in which they were heard, and what holds of all calls whatever happens in them. */
final class Story {
    /**
     * What a channel tells of itself. Bridges, conferences and queues tell of channels, too, each in an order of its own: theirs may
     * come when the channel is gone.
     */
    private static final String[] LIFE = {
        "Newchannel",
        "Newstate",
        "Newexten",
        "NewCallerid",
        "NewConnectedLine",
        "VarSet",
        "Hold",
        "Unhold",
        "DTMFBegin",
        "DTMFEnd",
        "HangupRequest",
        "SoftHangupRequest",
        "Hangup"
    };

    private final List<ManagerEvent> events;

    Story(List<ManagerEvent> events) {
        this.events = events;
    }

    /** All that was heard, once this many channels have come and gone; more may not come. */
    static Story of(Recording heard, int channels) {
        Awaitility.await("the end of " + channels + " channels")
                .atMost(Scene.PATIENCE)
                .untilAsserted(() -> {
                    List<String> names = heard.names();
                    assertThat(names).filteredOn("Newchannel"::equals).hasSize(channels);
                    assertThat(names).filteredOn("Hangup"::equals).hasSize(channels);
                    long bridges = names.stream().filter("BridgeCreate"::equals).count();
                    assertThat(names).filteredOn("BridgeDestroy"::equals).hasSize((int) bridges);
                });
        Story story = new Story(heard.events());
        story.assertWellTold();
        return story;
    }

    List<ManagerEvent> events() {
        return events;
    }

    /** Those of these names, or all of them. */
    List<ManagerEvent> events(String... names) {
        Set<String> wanted = Set.of(names);
        return events.stream().filter(event -> wanted.contains(event.name())).toList();
    }

    /** The names of these events in their order. */
    List<String> order(String... names) {
        return events(names).stream().map(ManagerEvent::name).toList();
    }

    private void assertWellTold() {
        assertThat(events).extracting(ManagerEvent::sequence).isSorted().doesNotHaveDuplicates();
        byChannel().forEach(Story::assertLife);
        assertEachDialEnds();
        assertBridgesAreNested();
    }

    private Map<String, List<ManagerEvent>> byChannel() {
        return events(LIFE).stream()
                .collect(
                        Collectors.groupingBy(event -> event.get("Uniqueid"), LinkedHashMap::new, Collectors.toList()));
    }

    private static void assertLife(String channel, List<ManagerEvent> life) {
        List<String> names = life.stream().map(ManagerEvent::name).toList();
        assertThat(names).as("life of %s", channel).startsWith("Newchannel").endsWith("Hangup");
        assertThat(names)
                .as("life of %s", channel)
                .filteredOn("Newchannel"::equals)
                .hasSize(1);
        assertThat(names).as("life of %s", channel).filteredOn("Hangup"::equals).hasSize(1);
    }

    private void assertEachDialEnds() {
        Map<String, String> dials = new LinkedHashMap<>();
        for (ManagerEvent event : events("DialBegin", "DialState", "DialEnd")) {
            String before = dials.put(event.get("DestUniqueid"), event.name());
            // Whom an attended transfer calls has no DialBegin, and a queue that gives up may end one twice.
            if (event.name().equals("DialBegin")) {
                assertThat(before).as("%s", event).isNull();
            }
        }
        assertThat(dials.values()).containsOnly("DialEnd");
    }

    private void assertBridgesAreNested() {
        Map<String, Set<String>> inside = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        List<String> strangers = new ArrayList<>();
        for (ManagerEvent event : events("BridgeCreate", "BridgeEnter", "BridgeLeave", "BridgeDestroy")) {
            String bridge = event.get("BridgeUniqueid");
            assertThat(gone).as("%s", event).doesNotContain(bridge);
            Set<String> members = inside.computeIfAbsent(bridge, id -> {
                if (!event.name().equals("BridgeCreate")) {
                    strangers.add(id);
                }
                return new HashSet<>();
            });
            switch (event.name()) {
                case "BridgeCreate" -> assertThat(members).isEmpty();
                case "BridgeEnter" ->
                    assertThat(members.add(event.get("Uniqueid")))
                            .as("%s", event)
                            .isTrue();
                case "BridgeLeave" ->
                    assertThat(members.remove(event.get("Uniqueid")))
                            .as("%s", event)
                            .isTrue();
                default -> {
                    assertThat(members).as("%s", event).isEmpty();
                    gone.add(bridge);
                }
            }
            if (event.get("BridgeType").equals("basic")) {
                assertThat(event.get("BridgeNumChannels")).as("%s", event).isEqualTo(Integer.toString(members.size()));
            }
        }
        assertThat(strangers).as("bridges that were there before").isEmpty();
        assertThat(inside.keySet()).as("bridges").isEqualTo(gone);
    }
}
