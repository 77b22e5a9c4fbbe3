package io.jackfield.examples.lcr;

/** The statements, understood by PostgreSQL and by H2 in PostgreSQL mode, as endpoints. */
final class LcrSql {

    /** Whom a call can go out by: {@code dial} is the argument of {@code Dial()}, with {@code {number}} in the number's place. */
    static final String CARRIERS_TABLE = statement(
            """
            CREATE TABLE IF NOT EXISTS carrier (
              name VARCHAR(40) PRIMARY KEY,
              dial VARCHAR(200) NOT NULL,
              priority INTEGER NOT NULL)""");

    /**
     * What a minute costs: on these weekdays (1 is Monday) from {@code begins} until {@code ends}, which is the next day's if it is
     * not later, in a time of validity without limits where they are null.
     */
    static final String RATES_TABLE = statement(
            """
            CREATE TABLE IF NOT EXISTS rate (
              carrier VARCHAR(40) NOT NULL,
              prefix VARCHAR(15) NOT NULL,
              price NUMERIC(12, 6) NOT NULL,
              days VARCHAR(7) NOT NULL,
              begins TIME NOT NULL,
              ends TIME NOT NULL,
              valid_from TIMESTAMP,
              valid_to TIMESTAMP)""");

    /** A lookup asks for a number's few beginnings, each of which is one probe of this. */
    static final String RATES_INDEX = statement("CREATE INDEX IF NOT EXISTS rate_of_prefix ON rate (prefix)");

    static final String CALLS_TABLE = statement(
            """
            CREATE TABLE IF NOT EXISTS lcr_call (
              placed TIMESTAMP NOT NULL,
              uniqueid VARCHAR(150) NOT NULL,
              number VARCHAR(15),
              carrier VARCHAR(40),
              price NUMERIC(12, 6),
              tried INTEGER NOT NULL,
              status VARCHAR(20) NOT NULL,
              call_end VARCHAR(20) NOT NULL)""");

    /** Only where there are neither rates nor carriers: who has some of their own never sees these. */
    static final String SAMPLE_RATES = statement(
            """
            INSERT INTO rate (carrier, prefix, price, days, begins, ends)
            SELECT carrier, prefix, price, days, CAST(begins AS TIME), CAST(ends AS TIME) FROM (VALUES
              ('alpha', '49', 0.0090, '1234567', '00:00', '00:00'),
              ('alpha', '4930', 0.0060, '1234567', '00:00', '00:00'),
              ('alpha', '44', 0.0110, '1234567', '00:00', '00:00'),
              ('beta', '49', 0.0080, '1234567', '00:00', '00:00'),
              ('beta', '49', 0.0040, '67', '00:00', '00:00'),
              ('beta', '4930', 0.0070, '1234567', '00:00', '00:00'),
              ('beta', '1', 0.0100, '12345', '08:00', '20:00'),
              ('beta', '1', 0.0050, '1234567', '20:00', '08:00'),
              ('gamma', '4', 0.0200, '1234567', '00:00', '00:00'),
              ('gamma', '1', 0.0200, '1234567', '00:00', '00:00')) AS sample (carrier, prefix, price, days, begins, ends)
            WHERE NOT EXISTS (SELECT 1 FROM rate) AND NOT EXISTS (SELECT 1 FROM carrier)""");

    static final String SAMPLE_CARRIERS = statement(
            """
            INSERT INTO carrier SELECT * FROM (VALUES
              ('alpha', 'Local/{number}@carrier-alpha,30', 1),
              ('beta', 'Local/{number}@carrier-beta,30', 2),
              ('gamma', 'Local/{number}@carrier-gamma,30', 3)) AS sample (name, dial, priority)
            WHERE NOT EXISTS (SELECT 1 FROM carrier)""");

    /** Of each carrier the rate with the longest prefix, and of these the cheapest first. */
    static final String CARRIERS = statement(
            """
            SELECT carrier.name, REPLACE(carrier.dial, '{number}', :#number) AS dial, best.price
            FROM (SELECT carrier, price, ROW_NUMBER() OVER (PARTITION BY carrier
                  ORDER BY CHAR_LENGTH(prefix) DESC, valid_from DESC NULLS LAST, price) AS place
              FROM rate
              WHERE prefix IN (:#in:prefixes)
                AND (valid_from IS NULL OR valid_from <= :#at) AND (valid_to IS NULL OR valid_to > :#at)
                AND (begins <= :#time AND (ends > :#time OR ends <= begins) AND POSITION(:#today IN days) > 0
                  OR ends <= begins AND ends > :#time AND POSITION(:#yesterday IN days) > 0)) AS best
            JOIN carrier ON carrier.name = best.carrier
            WHERE best.place = 1
            ORDER BY best.price, carrier.priority, carrier.name""");

    static final String UNKNOWN_CARRIERS =
            statement("SELECT DISTINCT carrier FROM rate WHERE carrier NOT IN (SELECT name FROM carrier)");

    static final String CALL = statement(
            """
            INSERT INTO lcr_call (placed, uniqueid, number, carrier, price, tried, status, call_end) VALUES (:#at, :#CamelAgiUniqueid,
            :#${variable.number}, :#${variable.carrier[name]}, :#${variable.carrier[price]}, :#tried, :#status, :#CamelAgiEnd)""");

    private LcrSql() {}

    private static String statement(String sql) {
        return "sql:" + sql.replaceAll("\\s+", " ") + "?dataSource=#rates";
    }
}
