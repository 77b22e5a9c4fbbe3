package io.jackfield.examples.calllog;

/** The statements, understood by PostgreSQL and by H2 in PostgreSQL mode. Parameters are the keys of {@link CallRow}. */
final class CallLogSql {

    static final String[] SCHEMA = {
        """
        CREATE TABLE IF NOT EXISTS call_log (
          connection VARCHAR(255) NOT NULL,
          call_id VARCHAR(255) NOT NULL,
          caller VARCHAR(255),
          dialled VARCHAR(255),
          started TIMESTAMP(6) NOT NULL,
          answered TIMESTAMP(6),
          ended TIMESTAMP(6),
          cause VARCHAR(255),
          PRIMARY KEY (connection, call_id))""",
        """
        CREATE TABLE IF NOT EXISTS call_leg (
          connection VARCHAR(255) NOT NULL,
          uniqueid VARCHAR(255) NOT NULL,
          call_id VARCHAR(255) NOT NULL,
          channel VARCHAR(255) NOT NULL,
          started TIMESTAMP(6) NOT NULL,
          ended TIMESTAMP(6),
          PRIMARY KEY (connection, uniqueid))""",
        "CREATE INDEX IF NOT EXISTS call_leg_of_call ON call_leg (connection, call_id)"
    };

    static final String NEW_CALL =
            """
            INSERT INTO call_log (connection, call_id, caller, dialled, started)
            VALUES (:#connection, :#call, :#caller, :#dialled, :#at) ON CONFLICT DO NOTHING""";

    static final String NEW_LEG =
            """
            INSERT INTO call_leg (connection, uniqueid, call_id, channel, started)
            VALUES (:#connection, :#leg, :#call, :#channel, :#at) ON CONFLICT DO NOTHING""";

    /** A call that the PBX itself began learns its caller later, on its first leg. */
    static final String CALLER = "UPDATE call_log SET caller = :#caller WHERE connection = :#connection"
            + " AND call_id = :#leg AND caller IS NULL";

    /** The call that a leg began in; its Linkedid may be another by now. */
    private static final String CALL_OF_LEG =
            "(SELECT call_id FROM call_leg WHERE connection = :#connection AND uniqueid = :#leg)";

    static final String ANSWERED = "UPDATE call_log SET answered = :#at WHERE connection = :#connection"
            + " AND answered IS NULL AND call_id = " + CALL_OF_LEG;

    static final String LEG_ENDED =
            "UPDATE call_leg SET ended = :#at WHERE connection = :#connection AND uniqueid = :#leg";

    static final String CALL_ENDED = "UPDATE call_log SET ended = :#at, cause = :#cause WHERE connection = :#connection"
            + " AND call_id = " + CALL_OF_LEG + " AND NOT EXISTS (SELECT 1 FROM call_leg"
            + " WHERE call_leg.connection = call_log.connection AND call_leg.call_id = call_log.call_id"
            + " AND call_leg.ended IS NULL)";

    static final String CALL = "SELECT call_id, caller, dialled, cause, started, ended,"
            + " COALESCE(CAST(answered AS VARCHAR), 'never') AS answered FROM call_log WHERE connection = :#connection AND call_id = "
            + CALL_OF_LEG;

    private CallLogSql() {}
}
