package io.jackfield.camel.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.ami.AmiConnectionFactory;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that the README shows run as they stand there. */
class ReadmeRoutesTest {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final AmiConnectionFactory factory = new AmiConnectionFactory();
    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
        factory.close();
        pbx.close();
        System.setErr(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml"})
    void theFirstRoute(String language) throws Exception {
        System.setErr(new PrintStream(logged, true, UTF_8));
        connect();
        Resource file = ResourceHelper.fromString("hangups.camel." + language, example(language));
        PluginHelper.getRoutesLoader(context).loadRoutes(file);
        context.start();

        await().until(() -> {
            pbx.call("1001", "2001").hangup();
            return logged.toString(UTF_8).contains("PJSIP/1001-");
        });
        await().untilAsserted(
                        () -> assertThat(logged.toString(UTF_8)).containsPattern("PJSIP/1001-\\S+ hung up: \\w+"));
    }

    @Test
    void everyEndpointThatIsWrittenInAWord() throws IOException {
        connect();
        context.start();
        Pattern call = Pattern.compile("(from|to)\\(\"(ami:[^\"…]+)(?:[&?][^\"=]*=?…)?\"\\)");
        int found = 0;
        for (MatchResult written : call.matcher(readme()).results().toList()) {
            Endpoint endpoint = context.getEndpoint(written.group(2).replaceAll("[&?]$", ""));
            assertThat(endpoint).isInstanceOf(AmiEndpoint.class);
            found++;
        }
        assertThat(found).isGreaterThan(5);
    }

    private void connect() {
        ManagerConnection connection = factory.create(
                "pbx1", Map.of("host", "127.0.0.1", "port", pbx.amiPort(), "username", "camel", "secret", "secret"));
        context.getRegistry().bind("pbx1", connection);
    }

    /** The first of that language below the heading. */
    private static String example(String language) throws IOException {
        String below = readme().substring(readme().indexOf("## A first route"));
        int begin = below.indexOf("```" + language + "\n");
        return below.substring(below.indexOf('\n', begin) + 1, below.indexOf("\n```", begin));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("../../README.md"));
    }
}
