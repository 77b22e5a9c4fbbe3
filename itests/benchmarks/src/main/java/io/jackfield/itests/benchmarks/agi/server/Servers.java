package io.jackfield.itests.benchmarks.agi.server;

import io.jackfield.agi.AgiCommands;
import java.util.Map;

/** Which servers there are, by the names that the command {@code start} knows them by. */
public enum Servers {
    /** Jackfield, with call logic that waits for a key without end, and two seconds for an environment. */
    PARKING {
        @Override
        Server start(int sessions) {
            return new JackfieldServer(
                    Map.of("maxSessions", sessions, "handshakeTimeout", "2s"),
                    session -> session.execute(AgiCommands.waitForDigit(AgiCommands.FOREVER)));
        }
    },
    /** Jackfield, with call logic of {@link FiveCommands}. */
    JACKFIELD {
        @Override
        Server start(int sessions) {
            return new JackfieldServer(Map.of("maxSessions", sessions), FiveCommands::handle);
        }
    },
    /** asterisk-java, with the same. */
    ASTERISK_JAVA {
        @Override
        Server start(int sessions) throws Exception {
            return new AsteriskJavaServer(sessions);
        }
    },
    /** The same in a plain loop on a thread for each session. */
    THREAD_PER_SESSION {
        @Override
        Server start(int sessions) throws Exception {
            return new ThreadPerSessionServer();
        }
    };

    /** @param sessions how many it has to serve at the same time */
    abstract Server start(int sessions) throws Exception;
}
