package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.asterisk.ManagerUser;
import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.itests.contract.RawClient.Block;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerConnection;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

class LoginIT {
    @Scenario
    void theSecretIsProvedByDigest(Scene scene) {
        ManagerConnection connection = scene.login(Users.ADMIN);

        assertThat(get(connection.send(action("Ping"))).isSuccess()).isTrue();
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    @Scenario
    void theSecretMayBeSentInClear(Scene scene) {
        ManagerConnection connection = scene.connect(Users.ADMIN, Map.of("auth", "plain"));
        Scene.awaitUp(connection);

        assertThat(get(connection.send(action("Ping"))).isSuccess()).isTrue();
    }

    @Scenario
    void aWrongSecretIsNotTriedAgainSoon(Scene scene) {
        ManagerConnection connection = scene.connect(Users.ADMIN, Map.of("secret", "wrong"));

        awaitRefusal(connection, "admin");
        assertThat(connection.stats().responses()).as("challenge and login").isEqualTo(2);
    }

    @Scenario
    void anUnknownUserIsRefusedInTheSameWords(Scene scene) {
        awaitRefusal(scene.connect(new ManagerUser("nobody", "x", "", ""), Map.of("auth", "plain")), "nobody");
    }

    @Scenario
    void aLoginIsPossibleWithoutPermissions(Scene scene) {
        ManagerConnection powerless = scene.login(Users.POWERLESS);
        Recording heard = scene.record(powerless, EventFilter.all());
        Recording witness = scene.record("UserEvent");

        scene.send("UserEvent", "UserEvent=Whisper");
        witness.await("UserEvent");

        assertThat(get(powerless.send(action("Ping"))).isSuccess()).isTrue();
        assertThat(get(powerless.send(action("CoreStatus"))).message()).isEqualTo("Permission denied");
        assertThat(powerless.state()).isEqualTo(new ConnectionState.Up());
        assertThat(heard.events()).isEmpty();
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void nothingButALoginIsPossibleBeforeIt(Scene scene) {
        try (RawClient client = new RawClient(scene.pbx())) {
            assertThat(client.line()).matches("Asterisk Call Manager/\\d+\\.\\d+\\.\\d+");
            Block refused = client.ask("Action: Ping", "ActionID: 1");
            assertThat(refused.lines()).containsExactly("Response: Error", "ActionID: 1", "Message: Permission denied");
            assertThat(login(client, Users.ADMIN.name(), Users.ADMIN.secret()).get("Message"))
                    .isEqualTo("Authentication accepted");
            assertThat(login(client, Users.READER.name(), "wrong").get("Message"))
                    .isEqualTo("Already authenticated");
            assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void aRefusalTakesASecondAndEndsTheConnection(Scene scene) {
        try (RawClient client = new RawClient(scene.pbx())) {
            client.line();
            long begin = System.nanoTime();
            Block refusal = login(client, Users.ADMIN.name(), Users.ADMIN.secret() + " ");

            assertThat(refusal.lines())
                    .containsExactly("Response: Error", "ActionID: 1", "Message: Authentication failed");
            assertThat(client.line()).as("end of the stream").isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void namesOfUsersHaveNoCase(Scene scene) {
        try (RawClient client = new RawClient(scene.pbx())) {
            client.line();
            assertThat(login(client, "ADMIN", Users.ADMIN.secret()).get("Response"))
                    .isEqualTo("Success");
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void aChallengeStaysTheSame(Scene scene) {
        try (RawClient client = new RawClient(scene.pbx())) {
            client.line();
            Block first = client.ask("Action: Challenge", "AuthType: MD5");
            Block second = client.ask("Action: Challenge", "AuthType: MD5");
            assertThat(first.get("Challenge")).matches("\\d{1,9}").isEqualTo(second.get("Challenge"));
            assertThat(client.ask("Action: Challenge", "AuthType: SHA").get("Message"))
                    .isEqualTo("Must specify AuthType");
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void aLoginWithEventsIsToldThatThePbxHasBooted(Scene scene) {
        try (RawClient client = RawClient.login(scene.pbx(), Users.ADMIN, "system")) {
            Block booted = client.await("Event: FullyBooted");
            assertThat(booted.get("Privilege")).isEqualTo("system,all");
            assertThat(booted.get("Status")).isEqualTo("Fully Booted");
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void whoLogsOffIsTakenLeaveOf(Scene scene) {
        try (RawClient client = RawClient.login(scene.pbx(), Users.POWERLESS, "off")) {
            Block farewell = client.ask("Action: Logoff", "ActionID: 1");
            assertThat(farewell.lines())
                    .containsExactly("Response: Goodbye", "ActionID: 1", "Message: Thanks for all the fish.");
            assertThat(client.line()).as("end of the stream").isNull();
        }
    }

    private static Block login(RawClient client, String user, String secret) {
        return client.ask("Action: Login", "ActionID: 1", "Username: " + user, "Secret: " + secret, "Events: off");
    }

    private static void awaitRefusal(ManagerConnection connection, String user) {
        Awaitility.await().atMost(Scene.PATIENCE).untilAsserted(() -> assertThat(connection.state())
                .isEqualTo(new ConnectionState.Down("login refused for user " + user + ": Authentication failed")));
        assertThat(connection.stats().logins()).isZero();
    }
}
