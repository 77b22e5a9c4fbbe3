package io.jackfield.examples.lcr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an operator saves. */
class RateFolderTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final TestDatabase database = new TestDatabase();
    private CamelContext context;
    private final FastAgiServerFactory servers = new FastAgiServerFactory();
    private final FastAgiServer server = servers.create("main", Map.of("port", 0));
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, UTF_8));
        context = newContext();
        context.start();
        awaitLine("The tables of least-cost routing are there");
    }

    private CamelContext newContext() throws Exception {
        Properties settings = new Properties();
        settings.setProperty("lcr.folder", folder.toString());
        settings.setProperty("lcr.look", "100");
        CamelContext context = new DefaultCamelContext();
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("rates", database);
        context.getRegistry().bind("main", server);
        context.addRoutes(new LcrRoutes());
        return context;
    }

    @AfterEach
    void stop() {
        context.stop();
        servers.close();
        database.close();
        System.setErr(standardError);
        standardError.print(log.toString(UTF_8));
    }

    private void drop(String file, String text) throws Exception {
        Path written = Files.writeString(elsewhere.resolve(file), text);
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitLine(String... parts) {
        await("a line with " + List.of(parts)).until(() -> log().stream()
                .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
    }

    private List<String> log() {
        return log.toString(UTF_8).lines().toList();
    }

    @Test
    void aFileIsTakenAgainWheneverItIsSaved() throws Exception {
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("rates.csv: its 1 rows are in force");
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.2\nalpha,49,0.2\n");
        awaitLine("rates.csv: its 2 rows are in force");
        Files.writeString(folder.resolve("rates.csv"), "alpha,33,0.3\n", StandardOpenOption.APPEND);
        awaitLine("rates.csv: its 3 rows are in force");
        assertThat(log()).filteredOn(line -> line.contains("are in force")).hasSize(3);
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("3");
    }

    @Test
    void carriersComeInTheSameWayAndThoseThatAreMissingAreNamed() throws Exception {
        drop("carriers.csv", "name,dial,priority\nalpha,\"PJSIP/{number}@alpha,60\",3\ndelta,IAX2/delta/{number},\n");
        awaitLine("carriers.csv: its 2 rows are in force");
        assertThat(database.query("SELECT * FROM carrier ORDER BY name"))
                .containsExactly("alpha|PJSIP/{number}@alpha,60|3", "delta|IAX2/delta/{number}|0");
        awaitLine("WARN", "rates of carriers that are not in the table of carriers", "beta", "gamma");
    }

    @Test
    void aMistakeIsOneLineThatNamesItAndNothingIsTaken() throws Exception {
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\nalpha,49,cheap\n");
        awaitLine("ERROR", "so what was in force is: rates.csv, line 3: price = cheap, expected a number");
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("10");
        assertThat(log()).filteredOn(text -> text.contains("ERROR")).hasSize(1);
        assertThat(log()).noneMatch(text -> text.startsWith("\tat "));
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("rates.csv: its 1 rows are in force");
    }

    @Test
    void whileTheDatabaseIsAwayAFileWaits() throws Exception {
        database.away = true;
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("WARN", "rates.csv waits for the database: Connection refused");
        database.away = false;
        awaitLine("rates.csv: its 1 rows are in force");
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("1");
    }

    @Test
    void aFileThatIsDeletedMeanwhileIsNotWaitedFor() throws Exception {
        database.away = true;
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\nalpha,49,0.1\n");
        awaitLine("WARN", "rates.csv waits for the database: Connection refused");
        Files.delete(folder.resolve("rates.csv"));
        database.away = false;
        drop("carriers.csv", "name,dial\nalpha,PJSIP/{number}@alpha\n");
        awaitLine("carriers.csv: its 1 rows are in force");
    }

    @Test
    void withoutTheDatabaseTheRoutesStopSoon() throws Exception {
        context.stop();
        database.away = true;
        context = newContext();
        context.start();
        awaitLine("WARN", "On delivery attempt: 1");
        Instant before = Instant.now();
        context.stop();
        assertThat(before).isAfter(Instant.now().minusSeconds(15));
    }

    @Test
    void otherFilesAreLeftAlone() throws Exception {
        drop("notes.csv", "a,b\n");
        drop("rates.csv.bak", "a,b\n");
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("rates.csv: its 1 rows are in force");
        assertThat(log()).noneMatch(line -> line.contains("notes") || line.contains("bak"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("notes.csv", "rates.csv", "rates.csv.bak");
        }
    }
}
