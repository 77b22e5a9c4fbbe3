package io.jackfield.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class GeneratedSourcesTest {

    /** On a clean checkout only, where the build has generated everything anew: elsewhere a change may wait to be committed. */
    @Test
    @EnabledIfEnvironmentVariable(named = "CI", matches = "true")
    void whatTheBuildGeneratesIsWhatIsCommitted() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "status", "--porcelain", "--", ":(top)bundles")
                .redirectErrorStream(true)
                .start();
        String changed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeThat(git.waitFor()).as("this is a git checkout").isZero();
        assertThat(changed).isEmpty();
    }
}
