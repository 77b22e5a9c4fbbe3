package io.jackfield.examples.calllog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** An H2 as the feature makes it, but in memory; it can be away. */
final class CallsDatabase extends AbstractDataSource {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private volatile boolean away;

    CallsDatabase() {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    }

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLException("Connection refused", "08001");
        }
        return h2.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Rows as text, columns between bars; none if there is no table yet. */
    List<String> query(String sql) {
        try (Connection connection = h2.getConnection();
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
        } catch (SQLException e) {
            if ("42S02".equals(e.getSQLState()) || "42S04".equals(e.getSQLState())) {
                return List.of();
            }
            throw new AssertionError(sql, e);
        }
    }
}
