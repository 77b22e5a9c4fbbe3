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
    /** asterisk-java, with the same, and as many threads as sessions. */
    ASTERISK_JAVA {
        @Override
        Server start(int sessions) throws Exception {
            return new AsteriskJavaServer(sessions, AsteriskJavaServer.OWN_BACKLOG);
        }
    },
    /** asterisk-java as it would be with the backlog of the other servers, which it has no setting for. */
    ASTERISK_JAVA_PATCHED {
        @Override
        Server start(int sessions) throws Exception {
            return new AsteriskJavaServer(sessions, ThreadPerSessionServer.BACKLOG);
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
