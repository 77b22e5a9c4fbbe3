package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningWitnessTest {
    private static final ManagerUser USER = ManagerUser.all("demo", "s3cret");
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final List<String> login = new ArrayList<>();
    private FakeManager pbx;

    @BeforeEach
    void listen() throws IOException {
        pbx = new FakeManager();
    }

    @AfterEach
    void close() throws IOException {
        pbx.close();
    }

    @Test
    void judgesTheCallsThatItSawWholeAndKnowsAll() throws Exception {
        pbx.answerLogin("Event: FullyBooted\r\n\r\n" + began("early") + "Response: Success\r\n\r\n", login);
        try (ListeningWitness witness = witness()) {
            FutureTask<Testimony> observation = new FutureTask<>(() -> {
                witness.observe(Duration.ofSeconds(2), MOMENT);
                return witness.testimony();
            });
            Thread observer = new Thread(observation);
            observer.start();
            await().until(() -> observer.getState() == Thread.State.TIMED_WAITING);
            pbx.send(ended("early") + began("whole") + ended("whole") + began("open"));

            assertThat(observation.get().judged()).containsExactly("whole");
            assertThat(observation.get().known()).containsExactlyInAnyOrder("early", "whole", "open");

            pbx.send(began("late") + ended("late"));
            await().until(() -> witness.testimony().known().contains("late"));
            assertThat(witness.testimony().judged()).containsExactly("whole");
        }
        assertThat(login).containsExactly("Action: Login", "Username: demo", "Secret: s3cret", "Events: on");
    }

    @Test
    void aRefusedLoginIsToldWithoutTheSecret() throws Exception {
        pbx.answerLogin("Response: Error\r\nMessage: Authentication failed\r\n\r\n", login);

        assertThatThrownBy(this::witness)
                .isInstanceOf(DemoException.class)
                .hasMessage("cannot listen to the PBX at 127.0.0.1:" + pbx.port() + " as demo: Authentication failed");
        assertThat(pbx.session().getInputStream().read())
                .as("end of the connection")
                .isEqualTo(-1);
    }

    @Test
    void whatItMissedItCannotTestify() throws Exception {
        pbx.answerLogin("Response: Success\r\n\r\n", login);
        try (ListeningWitness witness = witness()) {
            pbx.session().close();

            witness.observe(MOMENT, MOMENT);
            assertThatThrownBy(witness::testimony)
                    .isInstanceOf(DemoException.class)
                    .hasMessage("the witness lost its connection to the PBX: the PBX closed the connection");
        }
    }

    private ListeningWitness witness() {
        return new ListeningWitness(KarafFolder.HOST, pbx.port(), USER);
    }

    private static String began(String call) {
        return "Event: Newchannel\r\nUniqueid: " + call + "\r\nLinkedid: " + call + "\r\n\r\n";
    }

    private static String ended(String call) {
        return "Event: Hangup\r\nUniqueid: " + call + "\r\nLinkedid: " + call + "\r\n\r\n";
    }
}
