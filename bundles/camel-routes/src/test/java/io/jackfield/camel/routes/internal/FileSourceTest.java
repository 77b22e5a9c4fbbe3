package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.camel.yaml", "a.b-c.camel.xml", "a.camel.camel.xml"})
    void takesRouteFiles(String name) {
        assertThat(FileSource.handles(Path.of("deploy", name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.xml",
                "a.yaml",
                ".camel.xml",
                ".a.camel.xml",
                "a.camel.xml.bak",
                "a.camel.yaml~",
                "acamel.xml",
                "a.camel.yml"
            })
    void leavesOthersAlone(String name) {
        assertThat(FileSource.handles(Path.of("deploy", name))).isFalse();
    }

    @Test
    void namesTheContextAfterTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("pbx.main.camel.yaml"), "- route: …");
        FileSource source = FileSource.read(file);
        assertThat(source.context()).isEqualTo("pbx.main");
        assertThat(source.format()).isEqualTo("yaml");
        assertThat(source).hasToString(folder.getFileName() + "/pbx.main.camel.yaml");
    }

    @Test
    void isAnotherSourceWithOtherContentsButTheSameKey() throws Exception {
        Path file = Files.writeString(folder.resolve("a.camel.xml"), "<routes/>");
        FileSource before = FileSource.read(file);
        assertThat(FileSource.read(file)).isEqualTo(before);
        Files.writeString(file, "<routes></routes>");
        FileSource after = FileSource.read(file);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.key()).isEqualTo(before.key());
    }

    @Test
    void brokenXmlIsLocatedAndExternalEntitiesAreNotFetched() {
        assertThatThrownBy(() -> WellFormedXml.check("<a>\n<b></a>")).hasMessageContaining("[2,");
        assertThatThrownBy(() ->
                        WellFormedXml.check("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"))
                .hasMessageContaining("x");
    }
}
