package io.jackfield.examples.helpdesk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The cases of a helpdesk, in a table of PostgreSQL or of H2 in PostgreSQL mode. Methods block; any thread may call them. */
final class Cases {
    private static final String SCHEMA =
            """
            CREATE TABLE IF NOT EXISTS helpdesk_case (
              id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              idempotency_key VARCHAR NOT NULL UNIQUE,
              contents VARCHAR NOT NULL)""";

    private final DataSource database;
    private volatile boolean prepared;

    /** @param contents JSON, as it was posted */
    record Case(long id, String key, String contents) {}

    /** @param anew whether this request opened it; otherwise an earlier one with the same key did */
    record Opening(long id, boolean anew) {}

    Cases(DataSource database) {
        this.database = database;
    }

    Opening open(String key, String contents) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO helpdesk_case (idempotency_key, contents) VALUES (?, ?)"
                                + " ON CONFLICT DO NOTHING");
                PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM helpdesk_case WHERE idempotency_key = ?")) {
            insert.setString(1, key);
            insert.setString(2, contents);
            boolean anew = insert.executeUpdate() > 0;
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Opening(row.getLong(1), anew);
            }
        }
    }

    Optional<Case> find(long id) throws SQLException {
        return select("WHERE id = ?", id).stream().findFirst();
    }

    /** The latest, newest first. */
    List<Case> latest(int most) throws SQLException {
        return select("ORDER BY id DESC LIMIT ?", most);
    }

    long count() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM helpdesk_case");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Case> select(String which, long argument) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, idempotency_key, contents FROM helpdesk_case " + which)) {
            select.setLong(1, argument);
            List<Case> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Case(row.getLong(1), row.getString(2), row.getString(3)));
                }
            }
            return found;
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        if (!prepared) {
            try (PreparedStatement schema = connection.prepareStatement(SCHEMA)) {
                schema.execute();
                prepared = true;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }
}
