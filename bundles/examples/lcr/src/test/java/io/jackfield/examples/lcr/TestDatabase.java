package io.jackfield.examples.lcr;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A database that can be away, or slow to be reached. */
final class TestDatabase extends AbstractDataSource implements AutoCloseable {

    private final JdbcConnectionPool h2 = JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "",
            "");

    private final AtomicInteger waiting = new AtomicInteger();
    volatile boolean away;
    volatile CountDownLatch reached = new CountDownLatch(0);

    @Override
    public Connection getConnection() throws SQLException {
        waiting.incrementAndGet();
        try {
            reached.await();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted while waiting for the database", e);
        } finally {
            waiting.decrementAndGet();
        }
        if (away) {
            throw new SQLException("Connection refused");
        }
        return h2.getConnection();
    }

    /** The statement of an endpoint of {@link LcrSql}. */
    static String sql(String endpoint) {
        return endpoint.replaceAll("^sql:|\\?dataSource.*", "");
    }

    /** How many wait for it right now. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** The rows of a query, their columns joined by |; none for another statement. */
    List<String> query(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(rows.getObject(i)));
                    }
                    lines.add(String.join("|", columns));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() {
        h2.dispose();
    }
}
