package io.jackfield.itests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.itests.asterisk.ManagerUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningWitnessTest {
    private static final ManagerUser USER = ManagerUser.all("demo", "s3cret");
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final List<String> login = new ArrayList<>();
    private ServerSocket pbx;

    @BeforeEach
    void listen() throws IOException {
        pbx = new ServerSocket(0, 1, InetAddress.getByName(KarafFolder.HOST));
    }

    @AfterEach
    void close() throws IOException {
        pbx.close();
    }

    @Test
    void judgesTheCallsThatItSawWholeAndKnowsAll() throws Exception {
        CompletableFuture<Socket> session =
                answerLogin("Event: FullyBooted\r\n\r\n" + began("early") + "Response: Success\r\n\r\n");
        try (ListeningWitness witness = witness();
                Socket socket = session.get()) {
            FutureTask<Testimony> observation = new FutureTask<>(() -> witness.observe(Duration.ofSeconds(2), MOMENT));
            Thread observer = new Thread(observation);
            observer.start();
            await().until(() -> observer.getState() == Thread.State.TIMED_WAITING);
            send(socket, ended("early") + began("whole") + ended("whole") + began("open"));

            assertThat(observation.get().judged()).containsExactly("whole");
            assertThat(observation.get().known()).containsExactlyInAnyOrder("early", "whole", "open");
        }
        assertThat(login).containsExactly("Action: Login", "Username: demo", "Secret: s3cret", "Events: on");
    }

    @Test
    void aRefusedLoginIsToldWithoutTheSecret() throws Exception {
        CompletableFuture<Socket> session = answerLogin("Response: Error\r\nMessage: Authentication failed\r\n\r\n");

        assertThatThrownBy(this::witness)
                .isInstanceOf(DemoException.class)
                .hasMessage("cannot listen to the PBX at 127.0.0.1:" + pbx.getLocalPort()
                        + " as demo: Authentication failed");
        try (Socket socket = session.get()) {
            assertThat(socket.getInputStream().read())
                    .as("end of the connection")
                    .isEqualTo(-1);
        }
    }

    @Test
    void whatItMissedItCannotTestify() throws Exception {
        CompletableFuture<Socket> session = answerLogin("Response: Success\r\n\r\n");
        try (ListeningWitness witness = witness()) {
            session.get().close();

            assertThatThrownBy(() -> witness.observe(MOMENT, MOMENT))
                    .isInstanceOf(DemoException.class)
                    .hasMessage("the witness lost its connection to the PBX: the PBX closed the connection");
        }
    }

    private ListeningWitness witness() {
        return new ListeningWitness(KarafFolder.HOST, pbx.getLocalPort(), USER);
    }

    private CompletableFuture<Socket> answerLogin(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                Socket socket = pbx.accept();
                send(socket, "Asterisk Call Manager/11.0.0\r\n");
                BufferedReader input =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
                    login.add(line);
                }
                send(socket, answer);
                return socket;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String began(String call) {
        return "Event: Newchannel\r\nUniqueid: " + call + "\r\nLinkedid: " + call + "\r\n\r\n";
    }

    private static String ended(String call) {
        return "Event: Hangup\r\nUniqueid: " + call + "\r\nLinkedid: " + call + "\r\n\r\n";
    }
}
