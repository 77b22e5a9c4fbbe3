package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clients, slow clients, and a PBX that hangs or dies. */
class ConnectionTest {

    private Simulator pbx;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .answerAfter(Duration.ofMillis(10))
                .talkTime(Duration.ofMillis(10), Duration.ofMillis(100))
                .extension("default", "ring", "Ringing", "Wait(60)")
                .start();
    }

    @AfterEach
    void stop() {
        pbx.close();
    }

    private TestClient login(String events) {
        return TestClient.login(pbx, events);
    }

    @Test
    void everyClientSeesTheSameEventsInTheSameOrder() {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                clients.add(login("call,user"));
            }
            assertThat(pbx.sessions()).isEqualTo(100);
            for (int i = 0; i < 20; i++) {
                pbx.call("1001", "2001").answer().hangup();
            }
            pbx.event("UserEvent", Map.of("UserEvent", "end"));
            List<Block> first = clients.get(0).upTo(Block.isEvent("UserEvent"));
            assertThat(first).hasSizeGreaterThan(300);
            for (TestClient client : clients.subList(1, clients.size())) {
                assertThat(client.upTo(Block.isEvent("UserEvent"))).isEqualTo(first);
            }
        } finally {
            clients.forEach(TestClient::close);
        }
        Awaitility.await().until(() -> pbx.sessions() == 0);
    }

    @Test
    void noEventGetsIntoAListOrBeforeItsResponse() {
        pbx.traffic(50);
        try (TestClient client = login("on")) {
            for (int i = 0; i < 50; i++) {
                client.send("Action: CoreShowChannels", "ActionID: list" + i);
                client.until(Block.isId("list" + i));
                List<Block> list = client.upTo(Block.isEvent("CoreShowChannelsComplete"));
                assertThat(list).allMatch(Block.isId("list" + i));
                assertThat(list.get(list.size() - 1).get("ListItems")).isEqualTo(String.valueOf(list.size() - 1));
            }
        }
    }

    @Test
    void theEventOfAnActionFollowsItsResponse() {
        try (TestClient client = login("user")) {
            client.send("Action: UserEvent", "UserEvent: a", "ActionID: 1");
            client.send("Action: Ping", "ActionID: 2");
            assertThat(client.upTo(Block.isId("2")))
                    .extracting(Block::name)
                    .containsExactly("Response: Success", "Event: UserEvent", "Response: Success");
        }
    }

    @Test
    void aSynchronousOriginateHoldsOnlyItsOwnSession() {
        try (TestClient client = login("call,user");
                TestClient other = login("user")) {
            client.send("Action: Originate", "ActionID: o", "Channel: Local/ring", "Application: Wait", "Timeout: 400");
            client.send("Action: Ping", "ActionID: after");
            Awaitility.await().until(() -> pbx.callsStarted() == 1);
            pbx.event("UserEvent", Map.of("UserEvent", "meanwhile"));
            assertThat(other.event("UserEvent").get("UserEvent")).isEqualTo("meanwhile");
            List<Block> blocks = client.upTo(Block.isId("after"));
            assertThat(blocks.get(0).get("Message")).isEqualTo("Originate failed");
            assertThat(blocks).anyMatch(block -> block.get("UserEvent").equals("meanwhile"));
        }
    }

    @Test
    void manyFailingActionsInARowAreAllAnswered() {
        try (TestClient client = login("off")) {
            int count = 5_000;
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    client.send("Action: Originate", "ActionID: " + i, "Channel: Foo/x", "Application: Wait");
                }
            });
            for (int i = 0; i < count; i++) {
                assertThat(client.block().get("ActionID")).isEqualTo(String.valueOf(i));
            }
            sent.join();
        }
    }

    @Test
    void aClientThatDoesNotReadIsDisconnectedAndNobodyElseSuffers() {
        try (TestClient lazy = login("user");
                TestClient keen = login("user")) {
            Map<String, String> big = Map.of("UserEvent", "flood", "X", "x".repeat(60_000));
            Instant begin = Instant.now();
            int events = 0;
            while (pbx.sessions() == 2) {
                pbx.event("UserEvent", big);
                assertThat(keen.event("UserEvent").get("UserEvent")).isEqualTo("flood");
                events++;
                assertThat(events)
                        .as("events of 60 kB sent to a client that reads none")
                        .isLessThan(3_000);
            }
            assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(100));
            assertThat(keen.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
            assertThat(lazy.isClosed()).isTrue();
        }
    }

    @Test
    void aPbxThatHangsKeepsConnectionsAndGoesOnLater() {
        try (TestClient client = login("user")) {
            pbx.stopAnswering();
            client.send("Action: Ping", "ActionID: late");
            pbx.event("UserEvent", Map.of("UserEvent", "held"));
            try (TestClient newcomer = new TestClient(pbx)) {
                assertThat(pbx.sessions()).isEqualTo(1);
                assertThat(pbx.actions())
                        .noneMatch(action -> action.header("ActionID").equals("late"));
                pbx.resumeAnswering();
                assertThat(newcomer.line()).startsWith("Asterisk Call Manager/");
            }
            assertThat(client.upTo(Block.isId("late")))
                    .extracting(Block::name)
                    .containsExactly("Event: UserEvent", "Response: Success");
        }
    }

    @Test
    void disconnectedClientsMayComeBackAtOnce() {
        try (TestClient client = login("on")) {
            pbx.disconnectAll();
            assertThat(client.isClosed()).isTrue();
        }
        try (TestClient client = login("on")) {
            assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Test
    void aDeadPbxIsGoneAndComesBackOnItsPortWithoutCalls() {
        int port = pbx.amiPort();
        pbx.traffic(20);
        Call call = pbx.call("1001", "2001").answer();
        try (TestClient client = login("on")) {
            client.ask("Action: DBPut", "Family: f", "Key: k", "Val: kept");
            pbx.kill();
            assertThat(client.isClosed()).isTrue();
        }
        assertThat(call.isActive()).isFalse();
        assertThatThrownBy(() -> new TestClient(pbx)).hasMessageContaining("refused");
        assertThatThrownBy(() -> pbx.call("1001", "2001"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("boot()");
        long started = pbx.callsStarted();
        pbx.boot();
        pbx.boot();
        assertThat(pbx.amiPort()).isEqualTo(port);
        try (TestClient client = new TestClient(pbx)) {
            client.send("Action: Login", "Username: jackfield", "Secret: secret", "Events: system");
            assertThat(client.event("FullyBooted").get("Uptime")).isEqualTo("0");
            assertThat(client.ask("Action: DBGet", "Family: f", "Key: k").get("EventList"))
                    .isEqualTo("start");
        }
        Awaitility.await().until(() -> pbx.callsStarted() > started + 3);
    }

    @Test
    void thePortOfADeadPbxIsGivenToNoClient() throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", pbx.amiPort());
        pbx.kill();
        try (Socket client = new Socket()) {
            client.setReuseAddress(false);
            assertThatThrownBy(() -> client.bind(address)).isInstanceOf(BindException.class);
        }
        pbx.close();
        try (Socket client = new Socket()) {
            client.setReuseAddress(false);
            client.bind(address);
        }
    }

    @Test
    void aRestartIsAnnounced() {
        try (TestClient client = login("system")) {
            pbx.restart();
            assertThat(List.of(client.block())).isEqualTo(Samples.blocks("shutdown-event-restart"));
            assertThat(client.isClosed()).isTrue();
        }
        try (TestClient client = login("system")) {
            assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Test
    void eventsCarryTheirTimeIfWanted() {
        try (Simulator timed = Simulator.builder()
                        .user("jackfield", "secret")
                        .timestampEvents(true)
                        .manualTime(Instant.parse("2026-11-23T05:00:00.000007Z"))
                        .start();
                TestClient client = TestClient.login(timed, "user")) {
            timed.event("UserEvent", Map.of("UserEvent", "x"));
            assertThat(client.block().lines())
                    .containsExactly(
                            "Event: UserEvent", "Privilege: user,all", "Timestamp: 1795410000.000007", "UserEvent: x");
        }
    }
}
