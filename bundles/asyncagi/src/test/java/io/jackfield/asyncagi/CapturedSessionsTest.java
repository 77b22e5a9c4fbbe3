package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiReply;
import io.jackfield.asyncagi.internal.Samples;
import io.jackfield.manager.Headers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real Asterisks have sent in AsyncAGI sessions; only the command ids are replaced by those of these sessions. */
class CapturedSessionsTest extends Scene {

    private void replay(String file) throws Exception {
        for (Headers event : Samples.events(file)) {
            String text = event.toString();
            if (event.isNamed(0, "Event")) {
                String ours = pbx.actions.isEmpty()
                        ? ""
                        : pbx.actions
                                .get(pbx.actions.size() - 1)
                                .value("CommandID")
                                .orElse("");
                pbx.event(
                        event.valueIs(0, "AsyncAGIExec") ? text.replaceAll("(?i)(CommandId: ).*", "$1" + ours) : text);
            }
        }
    }

    private void acceptAll() {
        pbx.answer(
                "AGI",
                action -> CompletableFuture.completedFuture(FakePbx.response("Success", "Added AGI command to queue")));
    }

    private void sent(int commands) {
        await().until(() -> pbx.commands().size() == commands);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agi-22/", "agi-16/"})
    void aSessionWithACommand(String version) throws Exception {
        start("one");
        acceptAll();
        replay(version + "asyncagi-start.txt");
        Taken call = take();
        assertThat(call.session().request().arguments()).containsExactly("one", "two");
        assertThat(call.session().request().channel()).startsWith("Local/").endsWith(";2");
        assertThat(call.session().request().asteriskVersion()).startsWith(version.substring(4, 6) + ".");
        assertThat(call.session().request().callerIdNumber()).isEmpty();
        assertThat(call.session().request().environment()).hasSize(22);

        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.getVariable("TAG"));
        sent(1);
        replay(version + "asyncagi-exec.txt");
        assertThat(valueOf(reply).data()).contains("y1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agi-22/", "agi-16/"})
    void aStaleCommandOfAnEarlierSessionIsNotTakenForOurs(String version) throws Exception {
        start("again");
        acceptAll();
        replayWithoutIds(version + "asyncagi-stale-command.txt");
        Taken call = take();
        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.answer());
        sent(1);
        replayWithoutIds(version + "asyncagi-stale-command.txt", "AsyncAGIExec");
        settle();
        assertThat(reply).isNotDone();

        replay(version + "asyncagi-hangup.txt");
        assertThat(problemOf(reply)).hasMessageContaining("ANSWER");
        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.LOST);
    }

    private void replayWithoutIds(String file, String... only) throws Exception {
        for (Headers event : Samples.events(file)) {
            if (event.isNamed(0, "Event") && (only.length == 0 || event.valueIs(0, only[0]))) {
                pbx.event(event.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agi-22/", "agi-16/"})
    void aSessionThatIsClosed(String version) throws Exception {
        start("again");
        acceptAll();
        replayWithoutIds(version + "asyncagi-stale-command.txt", "AsyncAGIStart");
        Taken call = take();
        call.done().complete(null);
        sent(1);
        assertThat(pbx.commands()).containsExactly("ASYNCAGI BREAK");
        replay(version + "asyncagi-break.txt");

        assertThat(valueOf(call.session().ended())).isEqualTo(AgiEnd.CLOSED);
        settle();
        assertThat(pbx.commands()).hasSize(1);
    }
}
