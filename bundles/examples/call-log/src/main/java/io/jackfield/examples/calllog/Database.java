package io.jackfield.examples.calllog;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the database does. Says once that it fails, and once that it works again. */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(CallLogRoutes.class);

    private final String name;
    private final AtomicBoolean failing = new AtomicBoolean();

    Database(String name) {
        this.name = name;
    }

    /** A statement failed and is going to be tried again. */
    void failed(Exchange exchange) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn(
                    "The database #{} fails, events wait: {}",
                    name,
                    sqlProblem(exchange)
                            .map(SQLException::getMessage)
                            .orElseGet(() -> String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT))));
        }
    }

    /** All statements for an event went through. */
    void worked(Exchange exchange) {
        if (failing.compareAndSet(true, false)) {
            LOG.info("The database #{} works again, events that waited are written", name);
        }
    }

    /** SQL states of classes 22 and 23 mean that the data is at fault: trying again cannot help. */
    static boolean refusesTheData(Exchange exchange) {
        return sqlProblem(exchange)
                .map(SQLException::getSQLState)
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .isPresent();
    }

    /** The innermost, which says most: around it there may be one of the pool. */
    private static Optional<SQLException> sqlProblem(Exchange exchange) {
        return Stream.iterate(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class),
                        problem -> problem != null,
                        Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner);
    }
}
