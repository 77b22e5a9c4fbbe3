package io.jackfield.itests.asterisk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.itests.asterisk.AsteriskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {
    @TempDir
    private Path parent;

    @Test
    void onlyATemporaryFolderIsRemoved() {
        InstanceFolder temporary = InstanceFolder.temporary();
        InstanceFolder lasting = InstanceFolder.lasting(parent.resolve("pbx"));

        temporary.release();
        lasting.release();

        assertThat(temporary.path()).doesNotExist();
        assertThat(lasting.configuration()).isDirectory();
    }

    @Test
    void aFolderWhoseSocketNobodyCouldReachIsRefused() {
        Path deep = parent.resolve("x".repeat(100));

        assertThatThrownBy(() -> InstanceFolder.lasting(deep))
                .isInstanceOf(AsteriskException.class)
                .hasMessageContaining("too deep")
                .hasMessageContaining(deep.toString());
    }

    @Test
    void theTailHasTheEndOfBothLogs() throws IOException {
        InstanceFolder folder = InstanceFolder.lasting(parent.resolve("pbx"));
        assertThat(folder.logTail(2)).isEqualTo("(nothing was logged)");

        Files.writeString(folder.path().resolve("log/console"), "one\ntwo\nthree\n");
        Files.write(folder.path().resolve("log/messages"), new byte[] {'f', 'o', 'u', 'r', (byte) 0xff, '\n'});

        assertThat(folder.logTail(2)).isEqualTo("two\nthree\nfour\ufffd");
    }
}
