package io.jackfield.examples.helpdesk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A database that can be away. */
final class AwayDataSource extends AbstractDataSource {
    private final JdbcDataSource h2 = new JdbcDataSource();
    private volatile boolean away;

    AwayDataSource() {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;OPTIMIZE_REUSE_RESULTS=0;DB_CLOSE_DELAY=-1");
    }

    void away(boolean now) {
        away = now;
    }

    /** Rows as text, columns separated by bars; works while the database is away, too. */
    List<String> query(String sql) throws SQLException {
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
        }
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
