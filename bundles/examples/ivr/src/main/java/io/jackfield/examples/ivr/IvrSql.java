package io.jackfield.examples.ivr;

/** The statements, understood by PostgreSQL and by H2 in PostgreSQL mode, as endpoints. */
final class IvrSql {

    /** Where a customer's call goes: to what {@code dial} says, an argument of {@code Dial()}, or else to a prompt. */
    static final String CUSTOMERS = statement(
            """
            CREATE TABLE IF NOT EXISTS customer (
              pin VARCHAR(16) PRIMARY KEY,
              name VARCHAR(80) NOT NULL,
              dial VARCHAR(200),
              prompt VARCHAR(200))""");

    static final String CALLS = statement(
            """
            CREATE TABLE IF NOT EXISTS ivr_call (
              uniqueid VARCHAR(150) PRIMARY KEY,
              caller VARCHAR(80),
              customer VARCHAR(80),
              outcome VARCHAR(20) NOT NULL,
              call_end VARCHAR(20) NOT NULL)""");

    /** Only into a table without customers: who deletes these for good keeps one of their own. */
    static final String SAMPLES = statement(
            """
            INSERT INTO customer SELECT * FROM (VALUES
              ('1234', 'Ada Brandt', 'Local/2001@from-internal,20', NULL),
              ('2345', 'Boris Klein', 'Local/2002@from-internal,20', NULL),
              ('9999', 'Chiara Rossi', NULL, 'ss-noservice')) AS sample (pin, name, dial, prompt)
            WHERE NOT EXISTS (SELECT 1 FROM customer)""");

    static final String CUSTOMER = statement("SELECT name, dial, prompt FROM customer WHERE pin = :#${variable.pin}")
            + "&outputType=SelectOne";

    static final String CALL = statement(
            """
            INSERT INTO ivr_call (uniqueid, caller, customer, outcome, call_end) VALUES (:#CamelAgiUniqueid,
            :#${header.CamelAgiCallerId}, :#${variable.name}, :#${variable.outcome}, :#CamelAgiEnd)""");

    private IvrSql() {}

    private static String statement(String sql) {
        return "sql:" + sql.replaceAll("\\s+", " ") + "?dataSource=#customers";
    }
}
