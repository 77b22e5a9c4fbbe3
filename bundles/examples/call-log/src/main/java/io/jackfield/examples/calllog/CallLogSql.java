package io.jackfield.examples.calllog;

/**
 * The statements, understood by PostgreSQL from 9.5 and by H2 in PostgreSQL mode. Parameters are the keys of {@link CallRow}. Each can be
 * repeated without harm.
 */
final class CallLogSql {

    static final String CALLS =
            """
            CREATE TABLE IF NOT EXISTS call_log (
              connection VARCHAR(255) NOT NULL,
              call_id VARCHAR(255) NOT NULL,
              caller VARCHAR(255),
              caller_name VARCHAR(255),
              dialled VARCHAR(255),
              started TIMESTAMP(6) WITH TIME ZONE NOT NULL,
              answered TIMESTAMP(6) WITH TIME ZONE,
              ended TIMESTAMP(6) WITH TIME ZONE,
              cause VARCHAR(255),
              joined VARCHAR(255),
              PRIMARY KEY (connection, call_id))""";

    static final String LEGS =
            """
            CREATE TABLE IF NOT EXISTS call_leg (
              connection VARCHAR(255) NOT NULL,
              uniqueid VARCHAR(255) NOT NULL,
              call_id VARCHAR(255) NOT NULL,
              channel VARCHAR(255) NOT NULL,
              started TIMESTAMP(6) WITH TIME ZONE NOT NULL,
              answered TIMESTAMP(6) WITH TIME ZONE,
              ended TIMESTAMP(6) WITH TIME ZONE,
              cause VARCHAR(255),
              in_doubt BOOLEAN NOT NULL,
              PRIMARY KEY (connection, uniqueid))""";

    static final String LEGS_OF_CALL = "CREATE INDEX IF NOT EXISTS call_leg_of_call ON call_leg (connection, call_id)";

    static final String NEW_CALL =
            """
            INSERT INTO call_log (connection, call_id, started)
            VALUES (:#connection, :#call, :#began) ON CONFLICT DO NOTHING""";

    static final String NEW_LEG =
            """
            INSERT INTO call_leg (connection, uniqueid, call_id, channel, started, in_doubt)
            VALUES (:#connection, :#leg, :#call, :#channel, :#began, FALSE) ON CONFLICT DO NOTHING""";

    /** This leg. */
    private static final String LEG = " WHERE connection = :#connection AND uniqueid = :#leg";

    /** The call that this leg began in; its Linkedid may be another by now. */
    private static final String CALL_OF_LEG =
            " WHERE connection = :#connection AND call_id = (SELECT call_id FROM call_leg" + LEG + ")";

    private static final String NO_OPEN_LEG =
            """
             AND NOT EXISTS (SELECT 1 FROM call_leg WHERE call_leg.connection = call_log.connection
            AND call_leg.call_id = call_log.call_id AND call_leg.ended IS NULL)""";

    private static final String UNSEEN = "'ended unseen, while events were missing'";

    static final String LEG_IS_THERE = "UPDATE call_leg SET in_doubt = FALSE" + LEG + " AND in_doubt";

    /** What the first leg knows of its call; if the PBX itself began it, the caller comes later. */
    static final String CALLER =
            """
            UPDATE call_log SET caller = COALESCE(caller, :#caller), caller_name = COALESCE(caller_name, :#callerName),
            dialled = COALESCE(dialled, :#dialled) WHERE connection = :#connection AND call_id = :#leg
            AND (caller IS NULL OR caller_name IS NULL OR dialled IS NULL)""";

    /** A leg that shows the Linkedid of another call: Asterisk has linked the two. */
    static final String JOINED = "UPDATE call_log SET joined = :#call" + CALL_OF_LEG
            + " AND call_id <> :#call AND (joined IS NULL OR joined <> :#call)";

    static final String LEG_ANSWERED = "UPDATE call_leg SET answered = :#at" + LEG + " AND answered IS NULL";

    static final String CALL_ANSWERED = "UPDATE call_log SET answered = :#at" + CALL_OF_LEG + " AND answered IS NULL";

    static final String LEG_ENDED = "UPDATE call_leg SET ended = :#at, cause = :#cause, in_doubt = FALSE" + LEG;

    static final String CALL_ENDED = "UPDATE call_log SET ended = :#at, cause = :#cause" + CALL_OF_LEG + NO_OPEN_LEG;

    static final String CALL = "SELECT call_id, caller, dialled, cause, started, ended,"
            + " COALESCE(CAST(answered AS VARCHAR), 'never') AS answered FROM call_log" + CALL_OF_LEG;

    static final String OPEN_LEGS_IN_DOUBT =
            "UPDATE call_leg SET in_doubt = TRUE WHERE connection = :#connection AND ended IS NULL";

    static final String LEGS_GONE = "UPDATE call_leg SET ended = :#at, cause = " + UNSEEN
            + " WHERE connection = :#connection AND ended IS NULL AND in_doubt";

    static final String CALLS_GONE = "UPDATE call_log SET ended = :#at, cause = " + UNSEEN
            + " WHERE connection = :#connection AND ended IS NULL" + NO_OPEN_LEG;

    private CallLogSql() {}
}
