package io.jackfield.itests.benchmarks.agi.server;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiHandler;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
    /** Jackfield, with a handler of {@link FiveCommands} that says that it never blocks. */
    JACKFIELD {
        @Override
        Server start(int sessions) {
            return new JackfieldServer(Map.of("maxSessions", sessions), AgiHandler.nonBlocking(FiveCommands::compose));
        }
    },
    /** Jackfield, with the same handler, that does not say so: it is run by the server's workers. */
    JACKFIELD_WORKERS {
        @Override
        Server start(int sessions) {
            return new JackfieldServer(Map.of("maxSessions", sessions), FiveCommands::compose);
        }
    },
    /** Jackfield, with a script of blocking steps, and as many threads as sessions. */
    JACKFIELD_BLOCKING {
        @Override
        Server start(int sessions) {
            ExecutorService scripts = Executors.newFixedThreadPool(sessions);
            return new JackfieldServer(
                    Map.of("maxSessions", sessions), AgiHandler.blocking(scripts, FiveCommands::run)) {
                @Override
                public void close() {
                    super.close();
                    scripts.shutdown();
                }
            };
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
