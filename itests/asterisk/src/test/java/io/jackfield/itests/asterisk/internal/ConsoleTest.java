package io.jackfield.itests.asterisk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Path socket;
    private ServerSocketChannel asterisk;

    @BeforeEach
    void listen() throws IOException {
        socket = folder.resolve("ctl");
        asterisk = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        asterisk.bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        asterisk.close();
    }

    @Test
    void theGreetingIsNotPartOfTheAnswerWhateverTheChunks() throws IOException {
        CompletableFuture<String> asked = answer("host/1/22.0\nSystem up", "time: 3\n", "\n");

        assertThat(new Console(socket).run("core show uptime", LIMIT)).isEqualTo("System uptime: 3");
        assertThat(asked).isCompletedWithValue("cli quit after core show uptime\0");
    }

    @Test
    void anEndBeforeTheGreetingIsToldFromAnEmptyAnswer() throws IOException {
        answer("host/1/22.0\n");
        assertThat(new Console(socket).run("core stop now", LIMIT)).isEmpty();

        answer("host");
        assertThatThrownBy(() -> new Console(socket).run("core stop now", LIMIT))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void silenceEndsAtTheLimitAndNamesTheCommand() throws IOException {
        assertThatThrownBy(() -> new Console(socket).run("core show uptime", Duration.ofMillis(50)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("core show uptime");
    }

    /** Accepts one connection, reads the command and answers it in these pieces. */
    private CompletableFuture<String> answer(String... pieces) {
        return CompletableFuture.supplyAsync(() -> {
            try (SocketChannel client = asterisk.accept()) {
                ByteBuffer command = ByteBuffer.allocate(1000);
                do {
                    client.read(command);
                } while (command.get(command.position() - 1) != 0);
                for (String piece : pieces) {
                    client.write(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
                }
                return new String(command.array(), 0, command.position(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
