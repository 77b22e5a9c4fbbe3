package io.jackfield.examples.ivr;

import static io.jackfield.simulator.CallerStep.hangup;
import static io.jackfield.simulator.CallerStep.press;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.PhoneBehaviour;
import io.jackfield.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What callers of a simulated PBX hear and where they get. Its time goes as fast as the routes are. */
class IvrRoutesTest {

    private static final String ASK = "agent-pass";
    private static final String WRONG = "vm-incorrect";
    private static final String AGAIN = "please-try-again";
    private static final String BYE = "vm-goodbye";
    private static final String LATER = "please-try-call-later";

    private final Database database = new Database();
    private final CamelContext context = new DefaultCamelContext();
    private final FastAgiServerFactory servers = new FastAgiServerFactory();
    private final FastAgiServer server = servers.create("main", Map.of("port", 0));
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Simulator pbx;
    private Call call;

    /** A database that can be away. */
    private static final class Database extends AbstractDataSource {
        private final JdbcDataSource h2 = new JdbcDataSource();
        private volatile boolean away;

        private Database() {
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("Connection refused");
            }
            return h2.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(log, true, UTF_8));
        context.getRegistry().bind("customers", database);
        context.getRegistry().bind("main", server);
        context.addRoutes(new IvrRoutes());
        context.start();
        await().ignoreExceptions()
                .until(() -> query("SELECT count(*) FROM customer").equals(List.of("3")));
        pbx = Simulator.builder()
                .phone("1001", "Dora Caller")
                .phone("2001", "Ada Brandt")
                .phone("2002", "Boris Klein", PhoneBehaviour.BUSY)
                .extension(
                        "from-internal",
                        "700",
                        "AGI(agi://127.0.0.1:" + server.address().orElseThrow().getPort() + "/ivr)",
                        "Hangup")
                .manualTime(Instant.parse("2026-11-23T05:00:00Z"))
                .start();
        call = pbx.call("1001", "700");
    }

    @AfterEach
    void stop() {
        pbx.close();
        context.stop();
        servers.close();
        System.setErr(standardError);
        standardError.print(log.toString(UTF_8));
    }

    @Test
    void aCustomerIsPutThroughToWhomTheDatabaseNames() throws Exception {
        call.onPrompt(ASK, press("1234#"));
        passTimeUntilItIsAnswered();
        assertThat(query("SELECT 1 FROM ivr_call")).isEmpty();
        call.hangupByCallee();
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK);
        assertThat(outcome()).isEqualTo("DIALLED");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("1001|Ada Brandt|DIALLED|CLOSED");
    }

    @Test
    void aCustomerWhoHangsUpAfterTheTalkIsANormalEnd() throws Exception {
        call.onPrompt(ASK, press("1234#"));
        passTimeUntilItIsAnswered();
        call.hangup();
        passTimeUntilTheCallIsOver();
        assertThat(row()).isEqualTo("1001|Ada Brandt|DIALLED|HANGUP");
        assertThatNothingIsWrong();
    }

    @Test
    void aCustomerWhoseDestinationIsBusyHearsThat() throws Exception {
        call.onPrompt(ASK, press("2345#"));
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, "vm-nobodyavail");
        assertThat(call.variable("DIALSTATUS")).contains("BUSY");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("1001|Boris Klein|DIALLED|CLOSED");
    }

    @Test
    void aCustomerWithoutADestinationHearsTheAnnouncement() throws Exception {
        call.onPrompt(ASK, press("9999#"));
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, "ss-noservice");
        assertThat(outcome()).isEqualTo("ANNOUNCED");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("1001|Chiara Rossi|ANNOUNCED|CLOSED");
    }

    @Test
    void threeWrongPinsAreTheEnd() throws Exception {
        call.onPrompt(ASK, press("0000#"));
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, WRONG, ASK, WRONG, ASK, WRONG, BYE);
        assertThat(outcome()).isEqualTo("WRONG_PIN");
        assertThat(status()).isEqualTo("OK");
        assertThat(row()).isEqualTo("1001|null|WRONG_PIN|CLOSED");
    }

    @Test
    void aCallerWhoPressesNothingIsAskedThreeTimes() throws Exception {
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, AGAIN, ASK, AGAIN, ASK, AGAIN, BYE);
        assertThat(outcome()).isEqualTo("NO_PIN");
        assertThat(row()).isEqualTo("1001|null|NO_PIN|CLOSED");
    }

    @Test
    void theThirdTryCounts() throws Exception {
        call.onPrompt(ASK, press("0000#"));
        passTimeUntil(() -> call.prompts().equals(List.of(ASK, WRONG, ASK, WRONG)));
        call.onPrompt(ASK, press("9999#"));
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, WRONG, ASK, WRONG, ASK, "ss-noservice");
        assertThat(row()).isEqualTo("1001|Chiara Rossi|ANNOUNCED|CLOSED");
    }

    @Test
    void aPinIsDataWhateverItHolds() throws Exception {
        call.onPrompt(ASK, press("*1*2*3*4"));
        passTimeUntilTheCallIsOver();
        assertThat(outcome()).isEqualTo("WRONG_PIN");
        assertThat(query("SELECT count(*) FROM customer")).containsExactly("3");
    }

    @Test
    void aCallerWhoHangsUpWhileAskedIsOneQuietEnd() throws Exception {
        call.onPrompt(ASK, press("12"), hangup());
        passTimeUntilTheCallIsOver();
        assertThat(row()).isEqualTo("1001|null|NO_PIN|HANGUP");
        assertThatNothingIsWrong();
        assertThat(log()).filteredOn(line -> line.contains("ended by HANGUP")).hasSize(1);
    }

    @Test
    void withoutTheDatabaseTheCallerHearsThatAndTheDialplanFallsBack() throws Exception {
        call.onPrompt(ASK, press("1234#"));
        database.away = true;
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, LATER);
        assertThat(outcome()).isEqualTo("NO_DATABASE");
        assertThat(status()).isEqualTo("FAILED");
        await().untilAsserted(() -> assertThat(log())
                .anyMatch(line -> line.contains("Not in the table: Failed to obtain JDBC Connection")));
        assertThat(log()).anyMatch(line -> line.contains("cannot be routed: Failed to obtain JDBC Connection"));
        assertThat(log()).noneMatch(line -> line.contains("1234"));

        database.away = false;
        call = pbx.call("1001", "700").onPrompt(ASK, press("9999#"));
        passTimeUntilTheCallIsOver();
        assertThat(call.prompts()).containsExactly(ASK, "ss-noservice");
        assertThat(row()).isEqualTo("1001|Chiara Rossi|ANNOUNCED|CLOSED");
    }

    private void assertThatNothingIsWrong() {
        assertThat(log()).noneMatch(line -> line.contains("ERROR") || line.contains("WARN") || line.contains("\tat "));
    }

    private void passTimeUntilItIsAnswered() {
        passTimeUntil(() -> call.answer() != null);
    }

    private void passTimeUntilTheCallIsOver() {
        passTimeUntil(() -> !call.isActive());
    }

    private void passTimeUntil(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
            pbx.advance(Duration.ofMillis(100));
            return condition.call();
        });
    }

    private String outcome() {
        return call.variable("IVR_OUTCOME").orElseThrow();
    }

    private String status() {
        return call.variable("JACKFIELD_STATUS").orElseThrow();
    }

    /** The only row there is; it is written when the call has left. */
    private String row() throws SQLException {
        await().until(() -> !query("SELECT 1 FROM ivr_call").isEmpty());
        List<String> rows = query("SELECT caller, customer, outcome, call_end FROM ivr_call");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<String> log() {
        return log.toString(UTF_8).lines().toList();
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(rows.getObject(i)));
                }
                lines.add(String.join("|", columns));
            }
            return lines;
        }
    }
}
