package io.jackfield.examples.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallLogRoutesTest {

    private static final Origin PBX = new Origin("pbx1", "epoch");

    private final JdbcDataSource database = new JdbcDataSource();
    private final CamelContext context = new DefaultCamelContext();
    private int sequence;

    @BeforeEach
    void start() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        context.getRegistry().bind("calls", database);
        context.addRoutes(new CallLogRoutes());
        AdviceWith.adviceWith(context, "call-log", route -> route.replaceFromWith("direct:events"));
        context.start();
        await().until(() ->
                context.getRouteController().getRouteStatus("call-log").isStarted());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aCallWithTwoLegsIsOneRowThatEndsWithTheLastLeg() throws Exception {
        send("Newchannel", "1.1", "1.1", "Ring", "Channel: PJSIP/alice-1\nCallerIDNum: 1001\nExten: 2001");
        send("Newchannel", "1.2", "1.1", "Down", "Channel: PJSIP/bob-1");
        send("Newstate", "1.2", "1.1", "Ringing", "");
        assertThat(query("SELECT caller, dialled, answered, ended FROM call_log"))
                .containsExactly("1001|2001|null|null");
        send("Newstate", "1.2", "1.1", "Up", "");
        send("Hangup", "1.2", "1.1", "Up", "Cause-txt: Normal Clearing");
        assertThat(query("SELECT answered IS NOT NULL, ended IS NULL FROM call_log"))
                .containsExactly("true|true");
        send("Hangup", "1.1", "1.1", "Up", "Cause-txt: User busy");
        assertThat(query("SELECT cause, ended IS NOT NULL FROM call_log")).containsExactly("User busy|true");
    }

    @Test
    void anOriginatedCallLearnsItsCallerLater() throws Exception {
        send("Newchannel", "1.1", "1.1", "Down", "Channel: Local/x;1\nCallerIDNum: <unknown>");
        send("Newchannel", "1.2", "1.1", "Down", "Channel: Local/x;2\nCallerIDNum: <unknown>");
        send("NewCallerid", "1.1", "1.1", "Down", "CallerIDNum: 1001");
        send("NewCallerid", "1.2", "1.1", "Down", "CallerIDNum: 9999");
        assertThat(query("SELECT caller FROM call_log")).containsExactly("1001");
    }

    @Test
    void callsThatMeetInABridgeStayTwoRows() throws Exception {
        send("Newchannel", "1.1", "1.1", "Ring", "Channel: PJSIP/a");
        send("Newchannel", "2.1", "2.1", "Ring", "Channel: PJSIP/b");
        send("Hangup", "2.1", "1.1", "Up", "Cause-txt: Normal Clearing");
        send("Hangup", "1.1", "1.1", "Up", "Cause-txt: Normal Clearing");
        assertThat(query("SELECT call_id, ended IS NOT NULL FROM call_log ORDER BY call_id"))
                .containsExactly("1.1|true", "2.1|true");
    }

    @Test
    void hostileCallersAreDataAndAnOverlongValueDoesNotStopTheRoute() throws Exception {
        send("Newchannel", "1.1", "1.1", "Ring", "Channel: x\nCallerIDNum: '); DROP TABLE call_log; --");
        send("Newchannel", "2.1", "2.1", "Ring", "Channel: x\nCallerIDNum: " + "9".repeat(300));
        send("Newchannel", "3.1", "3.1", "Ring", "Channel: x\nCallerIDNum: ${bean:x}");
        assertThat(query("SELECT caller FROM call_log ORDER BY call_id"))
                .containsExactly("'); DROP TABLE call_log; --", "${bean:x}");
    }

    @Test
    void anEventSeenTwiceChangesNothing() throws Exception {
        for (int i = 0; i < 2; i++) {
            send("Newchannel", "1.1", "1.1", "Ring", "Channel: PJSIP/a\nCallerIDNum: 1001");
        }
        assertThat(query("SELECT count(*) FROM call_log")).containsExactly("1");
        assertThat(query("SELECT count(*) FROM call_leg")).containsExactly("1");
    }

    @Test
    void aDatabaseThatComesBackGetsTheEventThatWaited() throws Exception {
        execute("ALTER TABLE call_log RENAME TO away");
        Thread sender = new Thread(() -> send("Newchannel", "1.1", "1.1", "Ring", "Channel: PJSIP/a"));
        sender.start();
        await().until(() -> context.getInflightRepository().size() > 0);
        execute("ALTER TABLE away RENAME TO call_log");
        sender.join(Duration.ofSeconds(20).toMillis());
        assertThat(query("SELECT call_id FROM call_log")).containsExactly("1.1");
    }

    private void send(String name, String leg, String call, String state, String more) {
        String text = "Event: " + name + "\nTimestamp: 1700000000.12345" + sequence % 10 + "\nUniqueid: " + leg
                + "\nLinkedid: " + call + "\nChannelStateDesc: " + state + "\n" + more;
        ManagerEvent event = new ManagerEvent(Headers.parse(text), PBX, ++sequence);
        context.createFluentProducerTemplate()
                .to("direct:events")
                .withBody(event)
                .withHeader(ManagerConstants.EVENT_NAME, name)
                .send();
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
