package io.jackfield.itests.asterisk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.asterisk.AsteriskException;
import io.jackfield.itests.asterisk.LoopbackPorts;
import io.jackfield.itests.asterisk.ManagerUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagerSessionTest {
    private ServerSocket asterisk;

    @BeforeEach
    void listen() throws IOException {
        asterisk = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPorts.HOST));
    }

    @AfterEach
    void close() throws IOException {
        asterisk.close();
    }

    @Test
    void anotherServerIsNotTakenForAsterisk() {
        say("220 mail.example ESMTP\r\n");

        assertThatThrownBy(this::connect).isInstanceOf(IOException.class).hasMessageContaining("220 mail.example");
    }

    @Test
    void eventsBeforeTheResponseArePassedOver() throws IOException {
        say("Asterisk Call Manager/11.0.0\r\n\r\nEvent: FullyBooted\r\n\r\nResponse: Success\r\nPing: Pong\r\n\r\n");

        try (ManagerSession session = connect()) {
            assertThat(session.send("Ping", Map.of())).containsEntry("Ping", "Pong");
        }
    }

    @Test
    void aRefusalSaysWhatAndWhyAndNotTheSecret() throws IOException {
        say("Asterisk Call Manager/11.0.0\r\nResponse: Error\r\nMessage: Authentication failed\r\n\r\n");

        try (ManagerSession session = connect()) {
            assertThatThrownBy(() -> session.login(ManagerUser.all("camel", "s3cret")))
                    .isInstanceOf(AsteriskException.class)
                    .hasMessage("Asterisk refused the action Login: Authentication failed");
        }
    }

    @Test
    void anEndInTheMiddleOfAResponseIsNoResponse() throws IOException {
        say("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n");

        try (ManagerSession session = connect()) {
            assertThatThrownBy(() -> session.send("Ping", Map.of()))
                    .isInstanceOf(AsteriskException.class)
                    .hasMessageContaining("Asterisk closed the connection");
        }
    }

    private ManagerSession connect() throws IOException {
        return ManagerSession.connect(LoopbackPorts.HOST, asterisk.getLocalPort());
    }

    /** Accepts one connection, says this, and hangs up its own side. */
    private void say(String bytes) {
        CompletableFuture.runAsync(() -> {
            try (Socket client = asterisk.accept()) {
                client.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
