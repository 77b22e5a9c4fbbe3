package io.jackfield.examples.lcr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.fastagi.FastAgiServerFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files dropped by an operator. */
class RateFilesTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final TestDatabase database = new TestDatabase();
    private final CamelContext context = new DefaultCamelContext();
    private final FastAgiServerFactory servers = new FastAgiServerFactory();
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, UTF_8));
        Properties settings = new Properties();
        settings.setProperty("lcr.folder", folder.toString());
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("rates", database);
        context.getRegistry().bind("main", servers.create("main", Map.of("port", 0)));
        context.addRoutes(new LcrRoutes());
        context.start();
        awaitLine("The tables of least-cost routing are there");
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
    void ratesReplaceThoseOfBefore() throws Exception {
        drop(
                "rates.csv",
                """
                carrier,prefix,price,days,begins,ends,valid_from,valid_to
                beta,49,0.01,12345,08:00,20:00,2026-01-01,2027-01-01T12:00
                "alpha", 4930 ,.5,,,,,
                """);
        awaitLine("rates.csv: its 2 rows are in force");
        assertThat(database.query("SELECT * FROM rate ORDER BY carrier"))
                .containsExactly(
                        "alpha|4930|0.500000|1234567|00:00:00|00:00:00|null|null",
                        "beta|49|0.010000|12345|08:00:00|20:00:00|2026-01-01 00:00:00.0|2027-01-01 12:00:00.0");
        assertThat(log()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
        await().until(() -> Files.notExists(folder.resolve("rates.csv")));
        try (var done = Files.list(folder.resolve(".done"))) {
            assertThat(done.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("\\d{8}-\\d{6}-rates\\.csv");
        }
    }

    @Test
    void columnsThatAreNotNeededMayBeMissingAndComeInAnyOrder() throws Exception {
        drop("rates.csv", "\uFEFFprice,prefix,carrier\r\n0.02,44,alpha\r\n");
        awaitLine("rates.csv: its 1 rows are in force");
        assertThat(database.query("SELECT carrier, prefix, price, days FROM rate"))
                .containsExactly("alpha|44|0.020000|1234567");
    }

    @Test
    void carriersComeInTheSameWayAndThoseThatAreMissingAreNamed() throws Exception {
        drop("carriers.csv", "name,dial,priority\nalpha,\"PJSIP/{number}@alpha,60\",3\ndelta,IAX2/delta/{number},\n");
        awaitLine("carriers.csv: its 2 rows are in force");
        assertThat(database.query("SELECT * FROM carrier ORDER BY name"))
                .containsExactly("alpha|PJSIP/{number}@alpha,60|3", "delta|IAX2/delta/{number}|0");
        awaitLine("WARN", "rates of carriers that are not in the table of carriers", "beta", "gamma");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "49,0.01;line 3: carrier = ,",
                "alpha,49x,0.01;line 3: prefix = 49x, expected 1 to 15 digits",
                "alpha,+49,0.01;line 3: prefix = +49",
                "alpha,1234567890123456,0.01;line 3: prefix = 1234567890123456",
                "alpha,49,cheap;line 3: price = cheap, expected a number such as 0.0125",
                "alpha,49,-1;line 3: price = -1",
                "alpha,49,1e30;rates.csv: ",
                "alpha,49,0.01,0;line 3: days = 0, expected weekdays such as 12345",
                "alpha,49,0.01,1,8:00;line 3: begins = 8:00, expected a time such as 08:00",
                "alpha,49,0.01,1,08:00,24:00;line 3: ends = 24:00",
                "alpha,49,0.01,1,08:00,09:00,2026-02-30;line 3: valid_from = 2026-02-30, expected a day such as 2026-01-31",
                "\"alpha,49;rates.csv is not CSV"
            })
    void aMistakeIsOneLineThatNamesItAndNothingIsTaken(String line, String said) throws Exception {
        String row = line.startsWith("49") ? "," + line : line;
        drop("rates.csv", "carrier,prefix,price,days,begins,ends,valid_from,valid_to\nalpha,44,0.1\n" + row + "\n");
        awaitLine("ERROR", "Not taken, the table stays as it was", said);
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("10");
        assertThat(log()).filteredOn(text -> text.contains("ERROR")).hasSize(1);
        assertThat(log()).noneMatch(text -> text.startsWith("\tat "));
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("rates.csv: its 1 rows are in force");
    }

    @Test
    void columnsThatNobodyKnowsAreNamed() throws Exception {
        drop("rates.csv", "carrier,prefix,cost\nalpha,44,0.1\n");
        awaitLine(
                "ERROR",
                "rates.csv has the columns [carrier, prefix, cost] in its first line, expected [carrier, prefix, price");
    }

    @Test
    void aCarrierThatIsThereTwiceIsAMistake() throws Exception {
        drop("carriers.csv", "name,dial\nalpha,a\nalpha,b\n");
        awaitLine("ERROR", "Not taken", "carriers.csv", "alpha");
        assertThat(database.query("SELECT count(*) FROM carrier")).containsExactly("3");
    }

    @Test
    void whileTheDatabaseIsAwayAFileWaits() throws Exception {
        database.away = true;
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("WARN", "Connection refused");
        database.away = false;
        awaitLine("rates.csv: its 1 rows are in force");
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("1");
    }

    @Test
    void otherFilesAreLeftAlone() throws Exception {
        drop("notes.csv", "a,b\n");
        drop("rates.csv.bak", "a,b\n");
        drop("rates.csv", "carrier,prefix,price\nalpha,44,0.1\n");
        awaitLine("rates.csv: its 1 rows are in force");
        Set<String> left = new TreeSet<>();
        await().until(() -> Files.notExists(folder.resolve("rates.csv")));
        try (var files = Files.list(folder)) {
            files.forEach(file -> left.add(file.getFileName().toString()));
        }
        assertThat(left).containsExactlyInAnyOrder(".done", "notes.csv", "rates.csv.bak");
    }
}
