package io.jackfield.examples.lcr;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Puts the rows of {@code carriers.csv} or {@code rates.csv} in the place of those of its table, all or none and at one instant: a
 * lookup finds the old ones until it finds the new ones. The body becomes their number.
 *
 * <p>A file that cannot be taken is an {@link IllegalArgumentException} that names the line and what was expected there.
 */
final class RateFiles implements Processor {

    /** @param fallback what an empty or missing one means; null if there must be a value, {@link #NONE} for SQL's null */
    private record Column(String name, String fallback, String expected, Function<String, Object> reader) {}

    private record Table(String name, List<Column> columns) {}

    private static final String NONE = "";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int BATCH = 5_000;

    private static final Map<String, Table> TABLES = Map.of(
            "carriers.csv",
            new Table(
                    "carrier",
                    List.of(
                            new Column("name", null, "a name of at most 40 characters", text(".{1,40}")),
                            new Column(
                                    "dial",
                                    null,
                                    "what Dial() takes, at most 200 characters, without ${ and $[",
                                    text("(?!.*\\$[{\\[]).{1,200}")),
                            new Column("priority", "0", "a whole number", Integer::valueOf))),
            "rates.csv",
            new Table(
                    "rate",
                    List.of(
                            new Column("carrier", null, "a name of at most 40 characters", text(".{1,40}")),
                            new Column("prefix", null, "1 to 15 digits, country code first", text("[1-9][0-9]{0,14}")),
                            new Column("price", null, "a number such as 0.0125", RateFiles::price),
                            new Column("days", "1234567", "weekdays such as 12345, 1 is Monday", text("[1-7]{1,7}")),
                            new Column("begins", "00:00", "a time such as 08:00", LocalTime::parse),
                            new Column("ends", "00:00", "a time such as 20:00", LocalTime::parse),
                            new Column("valid_from", NONE, "a day such as 2026-01-31", RateFiles::moment),
                            new Column("valid_to", NONE, "a day such as 2026-12-31", RateFiles::moment))));

    @Override
    public void process(Exchange exchange) throws SQLException {
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        Table table = TABLES.get(file);
        List<Object[]> rows = read(file, table, exchange.getMessage().getBody(String.class));
        DataSource rates = exchange.getContext().getRegistry().lookupByNameAndType("rates", DataSource.class);
        try (Connection connection = rates.getConnection()) {
            connection.setAutoCommit(false);
            try {
                replace(connection, table, rows);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                if (isOfTheData(e)) {
                    throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
                }
                throw e;
            }
        }
        exchange.getMessage().setBody(rows.size());
    }

    private static void replace(Connection connection, Table table, List<Object[]> rows) throws SQLException {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String insert = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table.name(),
                        String.join(", ", names),
                        String.join(", ", Collections.nCopies(names.size(), "?")));
        try (Statement delete = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            delete.executeUpdate("DELETE FROM " + table.name());
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < names.size(); column++) {
                    statement.setObject(column + 1, rows.get(row)[column]);
                }
                statement.addBatch();
                if ((row + 1) % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Classes 22 and 23: the data is at fault, and trying again cannot help. */
    private static boolean isOfTheData(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private static List<Object[]> read(String file, Table table, String text) {
        String csv = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .build();
        try (CSVParser parser = format.parse(new StringReader(csv))) {
            refuseUnknown(file, table, parser.getHeaderNames());
            List<Object[]> rows = new ArrayList<>();
            for (CSVRecord row : parser) {
                rows.add(table.columns().stream()
                        .map(column -> value(file, parser.getCurrentLineNumber(), column, row))
                        .toArray());
            }
            return rows;
        } catch (UncheckedIOException | IOException e) {
            throw new IllegalArgumentException(file + " is not CSV: " + e.getMessage(), e);
        }
    }

    private static void refuseUnknown(String file, Table table, List<String> header) {
        List<String> known = table.columns().stream().map(Column::name).toList();
        List<String> needed = table.columns().stream()
                .filter(column -> column.fallback() == null)
                .map(Column::name)
                .toList();
        if (!known.containsAll(header) || !header.containsAll(needed)) {
            throw new IllegalArgumentException(
                    "%s has the columns %s in its first line, expected %s, of which only %s are needed"
                            .formatted(file, header, known, needed));
        }
    }

    private static Object value(String file, long line, Column column, CSVRecord row) {
        String text = row.isSet(column.name()) ? row.get(column.name()) : "";
        if (text.isEmpty() && column.fallback() != null) {
            return column.fallback().equals(NONE) ? null : column.reader().apply(column.fallback());
        }
        try {
            return column.reader().apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s, line %d: %s = %s, expected %s".formatted(file, line, column.name(), text, column.expected()),
                    e);
        }
    }

    private static Function<String, Object> text(String pattern) {
        return text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }

    private static Object price(String text) {
        BigDecimal price = new BigDecimal(text);
        if (price.signum() < 0) {
            throw new IllegalArgumentException(text);
        }
        return price;
    }

    /** A day begins at midnight. */
    private static Object moment(String text) {
        return text.contains("T")
                ? LocalDateTime.parse(text)
                : LocalDate.parse(text).atStartOfDay();
    }
}
