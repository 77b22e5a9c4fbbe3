package io.jackfield.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsteriskInstallationIT {
    private static final List<String> KEYS = List.of("pbx.home", "pbx.home.22", "pbx.home.16", "pbx.cache");

    @TempDir
    private Path home;

    private List<String> before;

    @BeforeEach
    void assumeIncluded() {
        RealPbx.assumeIncluded(AsteriskVersion.V22);
        before = KEYS.stream().map(System::getProperty).toList();
    }

    @AfterEach
    void restoreProperties() {
        for (int i = 0; before != null && i < KEYS.size(); i++) {
            if (before.get(i) == null) {
                System.clearProperty(KEYS.get(i));
            } else {
                System.setProperty(KEYS.get(i), before.get(i));
            }
        }
    }

    @Test
    void aHomeMayBeATreeOrAPrefix() throws IOException {
        AsteriskInstallation found = AsteriskInstallation.find(AsteriskVersion.V22);
        assertThat(found.is(AsteriskVersion.V22)).isTrue();
        assertThat(found.tree().resolve("." + found.program())).isExecutable();

        fakeInPrefix("Asterisk 20.1.0");
        AsteriskInstallation prefix = AsteriskInstallation.at(home);
        assertThat(prefix.tree()).isEqualTo(Path.of("/"));
        assertThat(prefix.program()).isEqualTo(home + "/sbin/asterisk");
        assertThat(prefix.release()).isEqualTo("Asterisk 20.1.0");
    }

    @Test
    void aHomeOfOneVersionMustHoldThatVersion() throws IOException {
        fakeInPrefix("Asterisk 20.1.0");
        System.setProperty("pbx.home.22", home.toString());

        assertThatThrownBy(() -> AsteriskInstallation.find(AsteriskVersion.V22))
                .isInstanceOf(AsteriskException.class)
                .hasMessage("-Dpbx.home.22=" + home + " holds Asterisk 20.1.0, not Asterisk 22");
    }

    @Test
    void aHomeIsUsedForTheVersionItHolds() throws IOException {
        AsteriskInstallation real = AsteriskInstallation.find(AsteriskVersion.V22);
        assumeThat(real.program()).isEqualTo("/usr/sbin/asterisk");
        Path cache = Files.createDirectory(home.resolve("cache"));
        Files.createSymbolicLink(cache.resolve("22"), real.tree());
        fakeInPrefix("Asterisk 16.99.0");
        KEYS.forEach(System::clearProperty);
        System.setProperty("pbx.cache", cache.toString());
        System.setProperty("pbx.home", home.toString());

        assertThat(AsteriskInstallation.find(AsteriskVersion.V16).release()).isEqualTo("Asterisk 16.99.0");
        assertThat(AsteriskInstallation.find(AsteriskVersion.V22).release()).isEqualTo(real.release());
    }

    @Test
    void aHomeWithoutAsteriskIsNotPassedOver() {
        KEYS.forEach(System::clearProperty);
        System.setProperty("pbx.home", home.toString());

        assertThatThrownBy(() -> AsteriskInstallation.find(AsteriskVersion.V22))
                .isInstanceOf(AsteriskException.class)
                .hasMessageContaining("no Asterisk in " + home);
    }

    @Test
    void aProgramThatCannotRunIsToldWithTheWayOut() throws IOException {
        fakeInPrefix("\"; exit 1; \"");

        assertThatThrownBy(() -> AsteriskInstallation.at(home))
                .isInstanceOf(AsteriskException.class)
                .hasMessageContaining(home + "/sbin/asterisk")
                .hasMessageContaining("-Dpbx=simulator");
    }

    @ParameterizedTest
    @CsvSource({
        "Asterisk 22.10.1+dfsg-1, true",
        "Asterisk certified-22.8-cert1, true",
        "Asterisk GIT-22-abcdef, true",
        "Asterisk 2.2, false",
        "Asterisk 220.1, false",
        "Asterisk 16.22.1, false"
    })
    void theMajorVersionIsReadFromTheRelease(String release, boolean is22) {
        AsteriskInstallation installation = new AsteriskInstallation(release, Path.of("/"), "/usr/sbin/asterisk");

        assertThat(installation.is(AsteriskVersion.V22)).isEqualTo(is22);
    }

    private void fakeInPrefix(String release) throws IOException {
        Path program = Files.createDirectories(home.resolve("sbin")).resolve("asterisk");
        Files.writeString(program, "#!/bin/sh\necho \"" + release + "\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
