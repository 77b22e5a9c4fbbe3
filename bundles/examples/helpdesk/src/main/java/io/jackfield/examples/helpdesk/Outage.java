package io.jackfield.examples.helpdesk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log once, not for each try, that routes wait for something, and once when it is there again; and in one line that they
 * are stopped while they wait. A failure of another kind in the same outage is told as well. Asked for every redelivery ({@code
 * onRedeliveryRef}), after each success, and as {@code exceptionHandler} of consumers; on any thread.
 */
public final class Outage implements Processor, ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final Set<Class<?>> told = ConcurrentHashMap.newKeySet();
    private final AtomicLong answers = new AtomicLong();
    private volatile long since;
    private volatile String of = "?";

    /** @param of what is away, as the beginning of a sentence */
    public void setOf(String of) {
        this.of = of;
    }

    /** Before something is tried again. What failed before it was answered elsewhere is no news. */
    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        long now = answers.get();
        long atLastTry = exchange.getProperty(of, now, Long.class);
        exchange.setProperty(of, now);
        if (now == atLastTry && told.add(failure.getClass())) {
            since = System.currentTimeMillis();
            LOG.warn("{} is away, calls wait for it: {}", of, reason(failure));
        }
    }

    /** What was away has answered. An exchange that asked before the outage, and at once got its answer, proves nothing. */
    public void over(Exchange exchange) {
        boolean proves = exchange.getMessage().getHeader(Exchange.REDELIVERED, false, Boolean.class)
                || exchange.getClock().getCreated() > since;
        if (proves && !told.isEmpty()) {
            answers.incrementAndGet();
            told.clear();
            LOG.info("{} is back", of);
        }
    }

    @Override
    public void handleException(Throwable failure) {
        handleException("", null, failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(message, null, failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        LOG.warn("{}: what waits for it is given up, {}", of, root(failure).getMessage());
    }

    private static String reason(Throwable failure) {
        Throwable root = root(failure);
        return root == failure ? failure.getMessage() : failure.getMessage() + ": " + root.getMessage();
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
