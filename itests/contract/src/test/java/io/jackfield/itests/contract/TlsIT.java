package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** The same over TLS. */
class TlsIT {
    @Scenario
    void actionsAndEventsGoEncrypted(Scene scene) {
        ManagerConnection connection = scene.connectTls(Users.ADMIN, Map.of());
        Scene.awaitUp(connection);
        Recording heard = scene.record(connection, EventFilter.all().named("UserEvent,Hangup"));

        assertThat(get(connection.send(action("Ping"))).get("Ping")).isEqualTo("Pong");
        assertThat(get(connection.originate(
                                action("Originate", "Channel=Local/hangup@contract/n", "Application=Wait", "Data=0.1")))
                        .isSuccess())
                .isTrue();
        get(connection.send(action("UserEvent", "UserEvent=Encrypted")));

        heard.await("UserEvent", "UserEvent=Encrypted");
        heard.await("Hangup", "Channel=.*;1");
        assertThat(get(connection.collect(action("QueueStatus"))).items()).isNotEmpty();
    }

    @Scenario
    void theSecretMayBeSentInClearThere(Scene scene) {
        Scene.awaitUp(scene.connectTls(Users.ADMIN, Map.of("auth", "plain")));
    }

    @Scenario
    void aCertificateForAnotherHostIsRefused(Scene scene) {
        ManagerConnection wrong = scene.connectTls(Users.ADMIN, Map.of("tlsHostName", "pbx.example.com"));
        assertThat(awaitReason(wrong)).contains("pbx.example.com");
        assertThat(wrong.stats().responses()).as("no secret was sent").isZero();

        Scene.awaitUp(scene.connectTls(Users.ADMIN, Map.of("tlsHostName", "localhost")));
        Scene.awaitUp(scene.connectTls(Users.ADMIN, Map.of("tlsHostName", "pbx.example.com", "tlsHostCheck", "false")));
    }

    @Scenario
    void aCertificateThatNobodyVouchesForIsRefused(Scene scene) {
        ManagerConnection connection = scene.connectTls(Users.ADMIN, Map.of("trustStore", ""));

        assertThat(awaitReason(connection)).isNotEmpty();
        assertThat(connection.stats().responses()).isZero();
    }

    @Scenario
    void encryptedAndPlainDoNotMix(Scene scene) {
        assertThat(awaitReason(scene.connectTls(
                        Users.ADMIN, Map.of("port", scene.transport().port(scene.pbx()), "connectTimeout", "500ms"))))
                .isNotEmpty();
        ManagerConnection plain = scene.connect(
                Users.ADMIN, Map.of("port", scene.transport().tlsPort(scene.pbx()), "connectTimeout", "500ms"));
        assertThat(awaitReason(plain)).isNotEmpty();
    }

    /** Asterisk forgets what is left in a record that its buffer cannot take; see the record rule. */
    @Scenario
    void manyLongActionsAtOnceDoNotStall(Scene scene) {
        ManagerConnection connection = scene.connectTls(Users.ADMIN, Map.of());
        Scene.awaitUp(connection);
        ManagerAction longAction = action("Ping");
        for (int i = 0; i < 100; i++) {
            longAction = longAction.with("Line-" + i, "x".repeat(i % 3 == 0 ? 1000 : 10));
        }
        List<CompletableFuture<ManagerResponse>> pongs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pongs.add(connection.send(i % 25 == 0 ? longAction : action("Ping")));
        }
        String longest = "y".repeat(1022 - "Value: ".length());
        pongs.add(connection.send(action("Setvar", "Variable=TLS").with("Value", longest)));

        for (CompletableFuture<ManagerResponse> pong : pongs) {
            assertThat(get(pong).isSuccess()).isTrue();
        }
        assertThat(get(connection.send(action("Getvar", "Variable=TLS"))).get("Value"))
                .isEqualTo(longest);
        assertThat(connection.stats().logins()).isEqualTo(1);
    }

    @Scenario(inOrder = true)
    void manyLongEventsArriveWhole(Scene scene) {
        ManagerConnection connection = scene.connectTls(Users.READER, Map.of());
        Scene.awaitUp(connection);
        Recording heard = scene.record(connection, EventFilter.all().named("UserEvent"));
        String text = "z".repeat(900);
        for (int i = 0; i < 200; i++) {
            scene.admin()
                    .send(action("UserEvent", "UserEvent=Long", "Number=" + i)
                            .with("A", text)
                            .with("B", text));
        }
        scene.send("UserEvent", "UserEvent=Last");
        heard.await("UserEvent", "UserEvent=Last");

        assertThat(heard.events()).hasSize(201);
        assertThat(heard.events().subList(0, 200)).allSatisfy(event -> {
            assertThat(event.get("A")).isEqualTo(text);
            assertThat(event.get("B")).isEqualTo(text);
        });
        assertThat(heard.events().stream()
                        .limit(200)
                        .map(event -> Integer.parseInt(event.get("Number")))
                        .toList())
                .isSorted();
    }

    private static String awaitReason(ManagerConnection connection) {
        Awaitility.await().atMost(Scene.PATIENCE).until(() -> connection.state() instanceof ConnectionState.Down);
        return connection.state() instanceof ConnectionState.Down down ? down.reason() : "gone meanwhile";
    }
}
