package io.jackfield.asyncagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiReply;
import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ManagerTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Commands to a call that waits, and what Asterisk makes of their results on the way. */
class CommandsTest extends Scene {

    private static final String VALUE = "GET VARIABLE \"X\"";

    private Taken begin() {
        start("lcr");
        pbx.channel("1.1").begin("lcr", "two");
        return take();
    }

    @Test
    void aCallIsGivenToTheHandlerOfItsScript() {
        Taken call = begin();

        assertThat(call.session().request().script()).isEqualTo("lcr");
        assertThat(call.session().request().arguments()).containsExactly("lcr", "two");
        assertThat(call.session().request().asteriskVersion()).isEqualTo("22.10.1");
        assertThat(call.session().peer()).isEqualTo("pbx1");
        pbx.results.put(VALUE, "200 result=1 (a b)\n");
        AgiReply reply = valueOf(call.execute(AgiCommands.getVariable("X")));
        assertThat(reply.data()).contains("a b");
        assertThat(pbx.commands()).as("nothing else was sent").containsExactly(VALUE);
    }

    @Test
    void nothingIsSentToACallWithoutHandler() {
        start("lcr");
        FakeChannel others = pbx.channel("1.1").begin("ivr");
        pbx.channel("1.2").begin();
        settle();

        assertThat(taken).isEmpty();
        assertThat(pbx.commands()).isEmpty();
        assertThat(others.isWaiting()).isTrue();
    }

    @Test
    void commandsGoOneAtATime() {
        Taken call = begin();
        FakeChannel channel = pbx.channel("1.1");
        channel.hold();
        CompletableFuture<AgiReply> first = call.execute(AgiCommands.answer());
        CompletableFuture<AgiReply> second = call.execute(AgiCommands.verbose("x"));
        await().until(() -> pbx.commands().size() == 1);
        settle();
        assertThat(pbx.commands()).containsExactly("ANSWER");

        channel.release();
        valueOf(first);
        valueOf(second);
        assertThat(pbx.commands()).hasSize(2);
    }

    @Test
    void resultsOfOthersAreIgnoredAndOursIsKnownHoweverItsHeaderIsSpelt() {
        Taken call = begin();
        FakeChannel channel = pbx.channel("1.1");
        channel.hold();
        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.getVariable("X"));
        await().until(() -> pbx.commands().size() == 1);
        for (String id : new String[] {"CommandId: others", "CommandID: jf-1", "X: y"}) {
            pbx.event("Event: AsyncAGIExec\r\nUniqueid: 1.1\r\nResult: 200%20result%3D0%0A\r\n" + id);
        }
        settle();
        assertThat(reply).isNotDone();

        String id = pbx.actions.get(pbx.actions.size() - 1).value("CommandID").orElseThrow();
        pbx.event("Event: AsyncAGIExec\r\nUniqueid: 1.1\r\nResult: 200%20result%3D1%20(a%2Bb%20c)%0A\r\nCOMMANDID: "
                + id);
        assertThat(valueOf(reply).data()).contains("a+b c");
    }

    @Test
    void ofSeveralLinesTheReplyIsTaken() {
        Taken call = begin();
        pbx.results.put("GOSUB", "100 result=0 Trying...\n200 result=0 Gosub complete\n");
        pbx.results.put(
                "EXEC",
                "200 result=1\n520-Invalid command syntax.  Proper usage follows:\nx\n520 End of proper usage.\n");
        pbx.results.put("SAY", "520-Invalid command syntax.  Proper usage follows:\n\nx\n520 End of proper usage.\n");

        assertThat(valueOf(call.execute(AgiCommands.gosub("a", "b", "1"))).text())
                .isEqualTo("result=0 Gosub complete");
        assertThat(valueOf(call.execute(AgiCommands.exec("One", ""))).is(1)).isTrue();
        assertThat(problemOf(call.execute(AgiCommands.sayDigits("1", ""))))
                .isInstanceOfSatisfying(
                        AgiCommandException.class,
                        e -> assertThat(e.reply().usage()).contains("x"));
        assertThat(valueOf(call.execute(AgiCommands.noop())).is(0)).isTrue();
    }

    @Test
    void aLineThatAmiDoesNotCarryIsRefusedBeforeItIsSent() {
        Taken call = begin();
        int overhead = "VERBOSE \"\"".length();
        valueOf(call.execute(AgiCommands.verbose("x".repeat(1013 - overhead))));
        CompletableFuture<AgiReply> tooLong = call.execute(AgiCommands.verbose("x".repeat(1012 - overhead) + "é"));

        assertThat(problemOf(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1013");
        assertThat(pbx.commands()).hasSize(1);
    }

    @Test
    void aReplyThatAsteriskCutsIsPutTogetherAgain() {
        Taken call = begin();
        for (int length : new int[] {1, 1000, 1005, 1006, 1007, 1008, 1800, 1817, 2030, 9000}) {
            String value = "Q".repeat(length);
            pbx.results.put(VALUE, "200 result=1 (" + value + ")\n");
            assertThat(valueOf(call.execute(AgiCommands.getVariable("X"))).data())
                    .contains(value);
            assertThat(valueOf(call.execute(AgiCommands.answer())).lines()).containsExactly("200 result=0");
        }
    }

    @Test
    void aCutValueMayHoldAnything() {
        Taken call = begin();
        String value = "x".repeat(1009) + "é)\n200 result=0\n520 no\n" + "200 result=0\n".repeat(30) + "(z";
        pbx.results.put(VALUE, "200 result=1 (" + value + ")\n");

        assertThat(valueOf(call.execute(AgiCommands.getVariable("X"))).data()).contains(value);
        assertThat(valueOf(call.execute(AgiCommands.answer())).lines()).containsExactly("200 result=0");
    }

    @Test
    void aReplyThatAsteriskLosesPartOfSaysSoAndTheNextIsItsOwn() {
        Taken call = begin();
        pbx.results.put(VALUE, "200 result=1 (" + "é".repeat(450) + ")\n");
        assertThat(problemOf(call.execute(AgiCommands.getVariable("X"))))
                .isInstanceOf(AgiCommandException.class)
                .hasMessageContaining("slices");

        pbx.results.put(VALUE, "200 result=1 (" + "é".repeat(2000) + ")\n");
        assertThat(problemOf(call.execute(AgiCommands.getVariable("X")))).isInstanceOf(AgiCommandException.class);
        pbx.results.put(VALUE, "200 result=1 (short)\n");
        assertThat(valueOf(call.execute(AgiCommands.getVariable("X"))).data()).contains("short");
    }

    @Test
    void whatTheConnectionDoesNotPermitFailsAloneAndTheSessionGoesOn() {
        Taken call = begin();
        pbx.answer("AGI", action -> {
            pbx.answerNormally("AGI");
            return CompletableFuture.failedFuture(new ActionNotPermittedException("pbx1", "AGI:System"));
        });

        assertThat(problemOf(call.execute(AgiCommands.exec("System", "ls"))))
                .isInstanceOf(ActionNotPermittedException.class)
                .hasMessageContaining("permit = AGI:System");
        valueOf(call.execute(AgiCommands.answer()));
    }

    @Test
    void aCommandThatIsQueuedLateIsNotLost() {
        Taken call = begin();
        FakeChannel channel = pbx.channel("1.1");
        pbx.answer("AGI", action -> {
            channel.queue(
                    action.value("Command").get(), action.value("CommandID").get());
            return CompletableFuture.failedFuture(new ManagerTimeoutException("pbx1", action, Duration.ofSeconds(10)));
        });
        CompletableFuture<AgiReply> reply = call.execute(AgiCommands.answer());
        await().until(() -> pbx.commands().size() == 1);
        settle();
        assertThat(reply).isNotDone();

        channel.serve();
        assertThat(valueOf(reply).is(0)).isTrue();
    }

    @Test
    void aRenamedChannelIsTheSame() {
        Taken call = begin();
        FakeChannel channel = pbx.channel("1.1");
        channel.rename("PJSIP/bob-2");
        valueOf(call.execute(AgiCommands.answer()));
        assertThat(pbx.actions.get(pbx.actions.size() - 1).value("Channel")).contains("1.1");

        channel.hangUp();
        valueOf(call.session().hangup());
    }

    @Test
    void callsOfOneConnectionDoNotMix() {
        start("lcr");
        pbx.channel("1.1").begin("lcr");
        Taken one = take();
        pbx.channel("1.2").begin("lcr");
        Taken two = take();
        pbx.channel("1.1").hold();
        CompletableFuture<AgiReply> slow = one.execute(AgiCommands.answer());
        valueOf(two.execute(AgiCommands.answer()));
        assertThat(slow).isNotDone();
        pbx.channel("1.2").hangUp();
        valueOf(two.session().ended());
        assertThat(one.session().ended()).isNotDone();
        pbx.channel("1.1").release();
        valueOf(slow);
    }

    @Test
    void manyCallsAreServedAtATimeOnFewThreads() {
        start("lcr");
        int calls = 1000;
        for (int i = 0; i < calls; i++) {
            pbx.channel("2." + i).begin("lcr");
        }
        for (int i = 0; i < calls; i++) {
            Taken call = take();
            call.execute(AgiCommands.answer())
                    .thenCompose(reply -> call.execute(AgiCommands.getVariable("X")))
                    .thenCompose(reply -> call.execute(AgiCommands.verbose("x")))
                    .whenComplete((reply, problem) -> call.done().complete(null));
        }
        await().until(() -> pbx.channels.values().stream().noneMatch(FakeChannel::isWaiting));
        await().until(() -> asyncAgi.sessions() == 0);

        assertThat(pbx.channels.values())
                .extracting(channel -> channel.executed)
                .allMatch(executed -> executed.equals(List.of("ANSWER", VALUE, "VERBOSE \"x\"", "ASYNCAGI BREAK")));
    }
}
