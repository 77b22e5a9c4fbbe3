package io.jackfield.itests.asterisk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
    private static final Map<String, String> VALUES = Map.of(
            "host", "127.0.0.1",
            "tls", "no",
            "ami.port", "10001",
            "ami.tls.port", "10004",
            "http.port", "10002",
            "http.tls.port", "10005",
            "sip.port", "10003",
            "secret", "s3cret$1\\",
            "ami.users", "[camel]",
            "variables", "X = ${EXTEN}");

    @TempDir
    private Path folder;

    @Test
    void everyPlaceholderIsFilledAsItStands() throws IOException {
        ConfigurationFiles.write(folder, VALUES, Map.of());

        for (Path file : files(folder)) {
            assertThat(file).content().doesNotContainPattern("@[a-z.]+@");
        }
        assertThat(folder.resolve("pjsip.conf")).content().contains("password = s3cret$1\\");
        assertThat(folder.resolve("manager.conf"))
                .content()
                .contains("port = 10001", "bindaddr = 127.0.0.1", "[camel]");
        assertThat(folder.resolve("extensions.conf")).content().contains("X = ${EXTEN}");
    }

    @Test
    void everyTemplateIsWritten() throws IOException {
        ConfigurationFiles.write(folder, VALUES, Map.of());

        for (Path template :
                files(Path.of("src/main/resources", getClass().getPackageName().replace('.', '/'), "etc"))) {
            assertThat(folder.resolve(template.getFileName())).exists();
        }
    }

    @Test
    void textIsPutAtTheEndOfAFileThatMayBeNew() {
        ConfigurationFiles.write(
                folder, VALUES, Map.of("queues.conf", "[night]", "acl.conf", "[home]", "extra.conf", "[x]"));

        assertThat(folder.resolve("queues.conf"))
                .content()
                .startsWith("[general]")
                .endsWith("[night]\n");
        assertThat(folder.resolve("acl.conf")).content().isEqualTo("\n[home]\n");
        assertThat(folder.resolve("extra.conf")).content().contains("[x]");
    }

    @Test
    void aPlaceholderWithoutValueIsNamed() {
        Map<String, String> values = new HashMap<>(VALUES);
        values.remove("sip.port");

        assertThatThrownBy(() -> ConfigurationFiles.write(folder, values, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pjsip.conf")
                .hasMessageContaining("@sip.port@");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
