package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.ManagerTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class ActionsIT {
    @Scenario
    void aPingIsAnsweredWithTheTime(Scene scene) {
        ManagerResponse pong = scene.send("Ping");

        assertThat(pong.get("Ping")).isEqualTo("Pong");
        assertThat(pong.get("Timestamp")).matches("\\d+\\.\\d{6}");
    }

    @Scenario
    void namesOfActionsAndHeadersHaveNoCase(Scene scene) {
        assertThat(scene.send("sEtVaR", "vArIaBlE=CASE", "vAlUe=Kept").isSuccess())
                .isTrue();
        assertThat(scene.send("GETVAR", "VARIABLE=CASE").get("Value")).isEqualTo("Kept");
    }

    @Scenario
    void anUnknownActionIsAnError(Scene scene) {
        ManagerResponse response = scene.send("Nonsense");

        assertThat(response.isSuccess()).isFalse();
        assertThat(response.message())
                .isEqualTo("Invalid/unknown command: Nonsense. Use Action: ListCommands to show available commands.");
    }

    @Scenario
    void whoMayNotIsTold(Scene scene) {
        ManagerConnection reader = scene.login(Users.READER);

        for (String action : List.of("CoreStatus", "Command", "Originate", "DBGet", "Setvar")) {
            ManagerResponse response = get(reader.send(action(action, "Command=core show version")));
            assertThat(response.isSuccess()).as(action).isFalse();
            assertThat(response.message()).as(action).isEqualTo("Permission denied");
        }
        assertThat(get(reader.send(action("QueueStatus"))).isSuccess())
                .as("open to all")
                .isTrue();
    }

    @Scenario
    void theCommandsThereAreCanBeListed(Scene scene) {
        ManagerResponse all = scene.send("ListCommands");

        assertThat(all.get("Ping")).isEqualTo("Keepalive command.  (Priv: <none>)");
        assertThat(all.get("Command")).isEqualTo("Execute Asterisk CLI Command.  (Priv: command,all)");
        ManagerResponse few = get(scene.login(Users.READER).send(action("ListCommands")));
        assertThat(few.get("Command")).isNull();
    }

    @Scenario
    void aCommandPrintsItsLines(Scene scene) {
        ManagerResponse response = scene.send("Command", "Command=core show version");

        assertThat(response.isSuccess()).isTrue();
        assertThat(response.message()).isEqualTo("Command output follows");
        assertThat(response.output())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Asterisk " + scene.pbx().version().major() + ".");
    }

    @Scenario
    void aCommandThereIsNotIsAnErrorWithOutput(Scene scene) {
        ManagerResponse response = scene.send("Command", "Command=core shew version");

        assertThat(response.isSuccess()).isFalse();
        assertThat(response.output().get(0)).startsWith("No such command 'core shew version'");
        assertThat(scene.send("Command", "Command=module unload app_dial.so").message())
                .isEqualTo("Command blacklisted");
        assertThat(scene.send("Command").message()).isEqualTo("No command provided");
    }

    @Scenario(inOrder = true)
    void manyAtOnceAreAnsweredEachByItsOwn(Scene scene) {
        List<CompletableFuture<ManagerResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            scene.admin().send(action("Setvar", "Variable=MANY_" + i, "Value=" + i));
            answers.add(scene.admin().send(action("Getvar", "Variable=MANY_" + i)));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(get(answers.get(i)).get("Value")).isEqualTo(Integer.toString(i));
        }
        assertThat(scene.admin().stats().uncorrelated()).isZero();
    }

    @Scenario(amiOnly = AmiOnly.LINES)
    void anActionMayHave128LinesAndALineOf1022Bytes(Scene scene) {
        Recording heard = scene.record("UserEvent");
        ManagerAction many = action("UserEvent", "UserEvent=Many");
        // Action, ActionID and UserEvent are lines, too.
        for (int i = 0; i < 125; i++) {
            many = many.with("Line" + i, i);
        }
        String longest = "x".repeat(1022 - "Long: ".length());
        get(scene.admin().send(many));
        get(scene.admin().send(action("UserEvent", "UserEvent=Long").with("Long", longest)));

        assertThat(heard.await("UserEvent", "UserEvent=Many").get("Line124")).isEqualTo("124");
        assertThat(heard.await("UserEvent", "UserEvent=Long").get("Long")).isEqualTo(longest);
        ManagerAction tooMany = many.with("Line125", "125");
        ManagerAction tooLong = action("UserEvent", "UserEvent=Long").with("Long", longest + "x");
        for (ManagerAction refused : List.of(tooMany, tooLong)) {
            assertThatThrownBy(() -> get(scene.admin().send(refused))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Scenario(amiOnly = AmiOnly.BYTES)
    void moreThanThatIsAnErrorOfThePbx(Scene scene) {
        try (RawClient client = RawClient.login(scene.pbx(), Users.ADMIN, "off")) {
            assertThat(client.ask("Action: Ping", "Long: " + "x".repeat(1100), "ActionID: 1")
                            .text())
                    .isEqualTo("Response: Error\nActionID: 1\nMessage: Failed to parse message: line too long");
            String[] lines =
                    IntStream.rangeClosed(1, 129).mapToObj(i -> "Line: " + i).toArray(String[]::new);
            assertThat(client.ask(lines).get("Message")).isEqualTo("Too many lines in message or allocation failure");
            assertThat(client.ask("ActionID: 2").text())
                    .isEqualTo("Response: Error\nActionID: 2\nMessage: Missing action in request");
            client.write("\r\n");
            assertThat(client.block().text()).isEqualTo("Response: Error\nMessage: Missing action in request");
            assertThat(client.ask("Action: Ping").get("Ping")).isEqualTo("Pong");
        }
    }

    @Scenario(amiOnly = AmiOnly.SERIAL)
    void aSlowActionHoldsUpWhatComesAfterItAndNothingIsLost(Scene scene) {
        Recording heard = scene.record("Newchannel,UserEvent");
        long begin = System.nanoTime();
        CompletableFuture<ManagerResponse> slow = scene.admin()
                .send(action(
                        "Originate", "Channel=Local/ring@contract/n", "Application=Wait", "Data=1", "Timeout=700"));
        CompletableFuture<ManagerResponse> ping = scene.admin().send(action("Ping"));

        assertThat(get(ping).get("Ping")).isEqualTo("Pong");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(600));
        // Answered before, but perhaps told by another thread.
        assertThat(get(slow).message()).isEqualTo("Originate failed");
        heard.await("Newchannel", "Channel=Local/ring@contract-.*;1");
    }

    @Scenario
    void anAnswerThatComesTooLateBelongsToNobody(Scene scene) {
        ManagerAction slow =
                action("Originate", "Channel=Local/ring@contract/n", "Application=Wait", "Data=1", "Timeout=600");

        assertThatThrownBy(() -> get(scene.admin().send(slow, Duration.ofMillis(100))))
                .isInstanceOf(ManagerTimeoutException.class);
        assertThat(scene.send("Ping").get("Ping")).isEqualTo("Pong");
        Scene.await("the late answer", () -> scene.admin().stats().uncorrelated() == 1);
        assertThat(scene.admin().stats().logins()).isEqualTo(1);
    }

    @Scenario
    void whatBelongsToTheConnectionCannotBeSent(Scene scene) {
        for (String reserved : ManagerConnection.RESERVED_ACTIONS) {
            assertThatThrownBy(() -> scene.send(reserved)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(scene.admin().stats().logins()).isEqualTo(1);
    }

    @Scenario
    void aReloadIsAnnouncedAndTheLoginStays(Scene scene) {
        Recording heard = scene.record("Reload,UserEvent");

        assertThat(scene.send("Reload").message()).isEqualTo("Module Reloaded");
        heard.await("Reload", "Module=All", "Status=0");
        assertThat(scene.send("Reload", "Module=manager").message()).isEqualTo("Module Reloaded");
        heard.await("Reload", "Module=manager");
        assertThat(scene.send("Reload", "Module=nonsense").message()).isEqualTo("No such module");
        scene.send("UserEvent", "UserEvent=Still");
        heard.await("UserEvent", "UserEvent=Still");
        assertThat(scene.admin().stats().logins()).isEqualTo(1);
        assertThat(heard.gaps()).hasSize(1);
    }
}
