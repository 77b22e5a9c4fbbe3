package io.jackfield.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AgiCallTest {

    private final Deque<String> answers = new ArrayDeque<>();
    private final SessionScene scene = new SessionScene();
    private final AgiCall call = new AgiCall(new Answered());

    @Test
    void stepsReadFromTopToBottom() {
        answers.addAll(List.of(
                "200 result=0\n",
                "200 result=49 endpos=4000\n",
                "200 result=0042\n",
                "200 result= (timeout)\n",
                "200 result=0\n",
                "200 result=1 (a)b)\n",
                "200 result=0\n",
                "200 result=1\n",
                "200 result=0\n",
                "200 result=0\n",
                "200 result=0\n",
                "200 result=1\n"));
        call.answer();
        assertThat(call.streamFile("welcome", "12")).contains('1');
        assertThat(call.getData("pin", Duration.ofSeconds(5), 4)).isEqualTo("0042");
        assertThat(call.getData("pin", Duration.ofSeconds(5), 4)).isEmpty();
        assertThat(call.waitForDigit(Duration.ofSeconds(1))).isEmpty();
        assertThat(call.getVariable("X")).contains("a)b");
        assertThat(call.getVariable("Y")).isEmpty();
        call.setVariable("X", "1");
        call.sayDigits("12");
        call.sayNumber(12);
        assertThat(call.exec("Dial", "PJSIP/100")).isZero();
        call.hangup();
        assertThat(scene.sent)
                .startsWith("ANSWER", "STREAM FILE \"welcome\" \"12\"", "GET DATA \"pin\" \"5000\" \"4\"")
                .endsWith("EXEC \"Dial\" \"PJSIP/100\"", "HANGUP");
    }

    @Test
    void aMissingPromptIsAFailureOfTheCommand() {
        answers.addAll(List.of("200 result=-1 endpos=0\n", "200 result=6\n"));
        assertThatExceptionOfType(AgiCommandException.class)
                .isThrownBy(() -> call.streamFile("nosuch"))
                .withMessageContaining("STREAM FILE failed: result -1; is there such a sound file");
    }

    @Test
    void aCallerWhoHungUpDuringThePromptIsAHangup() {
        answers.addAll(List.of("200 result=-1 endpos=4800\n", "HANGUP\n511 Command Not Permitted on a dead channel\n"));
        assertThatExceptionOfType(AgiHangupException.class)
                .isThrownBy(() -> call.streamFile("welcome"))
                .withMessageContaining("STREAM FILE");
        answers.add("200 result=1 (v)\n");
        assertThat(call.getVariable("X")).contains("v");
        assertThat(call.isHungUp()).isTrue();
        assertThatExceptionOfType(AgiHangupException.class).isThrownBy(call::answer);
    }

    @Test
    void anUnknownApplicationIsAFailure() {
        answers.add("200 result=-2\n");
        assertThatExceptionOfType(AgiCommandException.class)
                .isThrownBy(() -> call.exec("Nope", ""))
                .withMessageContaining("no application Nope");
    }

    @Test
    void otherFailuresKeepTheirType() {
        answers.add("510 Invalid or unknown command\n");
        assertThatExceptionOfType(AgiCommandException.class).isThrownBy(() -> call.execute(AgiCommand.raw("X")));
        scene.session.close();
        scene.letWorkersWork();
        assertThatExceptionOfType(AgiNoSessionException.class).isThrownBy(call::answer);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> new AgiCall(scene.session).answer())
                .withMessageContaining("ANSWER");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aBlockingScriptRunsOnItsExecutorAndItsEndIsTheStages() {
        Deque<Runnable> executor = new ArrayDeque<>();
        CompletableFuture<?> done = AgiHandler.blocking(
                        executor::add, c -> assertThat(c.request().channel()).isEqualTo("PJSIP/alice-1"))
                .handle(scene.session)
                .toCompletableFuture();
        assertThat(done).isNotDone();
        executor.poll().run();
        assertThat(done).isCompleted();

        assertThat(run(c -> {
                    throw new AgiHangupException("x", AgiCommands.answer());
                }))
                .as("a hangup is a normal ending")
                .isCompleted();
        assertThat(run(c -> {
                    throw new DeadChannelException("x", AgiCommands.answer());
                }))
                .isCompleted();
        assertThat(run(c -> {
                    throw new java.io.IOException("no database");
                }))
                .isCompletedExceptionally();
        assertThatThrownBy(() -> AgiHandler.blocking(
                                task -> {
                                    throw new RejectedExecutionException("full");
                                },
                                c -> {})
                        .handle(scene.session))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aHandlerMayBlockUnlessItSaysNot() {
        AgiHandler handler = session -> session.execute(AgiCommands.noop());
        assertThat(handler.neverBlocks()).isFalse();
        assertThat(AgiHandler.nonBlocking(handler).neverBlocks()).isTrue();
        assertThat(AgiHandler.blocking(Runnable::run, c -> {}).neverBlocks())
                .as("it only hands its script over")
                .isTrue();

        CompletableFuture<?> done =
                AgiHandler.nonBlocking(handler).handle(scene.session).toCompletableFuture();
        scene.receive("200 result=0\n");
        assertThat(done).isCompleted();
    }

    private CompletableFuture<?> run(AgiHandler.Script script) {
        return AgiHandler.blocking(Runnable::run, script).handle(scene.session).toCompletableFuture();
    }

    /** The session of the scene, with the next answer given as soon as a command is sent. */
    private final class Answered implements AgiSession {

        @Override
        public CompletableFuture<AgiReply> execute(AgiCommand command) {
            int before = scene.sent.size();
            CompletableFuture<AgiReply> reply = scene.execute(command);
            if (scene.sent.size() > before) {
                scene.receive(answers.remove());
            }
            return reply;
        }

        @Override
        public CompletableFuture<AgiReply> execute(AgiCommand command, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AgiRequest request() {
            return scene.session.request();
        }

        @Override
        public String peer() {
            return scene.session.peer();
        }

        @Override
        public boolean isHungUp() {
            return scene.session.isHungUp();
        }

        @Override
        public CompletableFuture<Void> hangup() {
            return scene.session.hangup();
        }

        @Override
        public CompletableFuture<AgiEnd> ended() {
            return scene.session.ended();
        }

        @Override
        public void close() {
            scene.session.close();
        }

        @Override
        public void fail() {
            scene.session.fail();
        }
    }
}
