package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiSession;
import io.jackfield.camel.fastagi.AgiConstants;
import io.jackfield.camel.fastagi.CallSource;
import io.jackfield.camel.fastagi.ScriptEndpoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls as exchanges. A call belongs to its consumer until its session has ended, also when its exchange was handed over to another
 * route. A route that is suspended or about to stop refuses new calls and lets those in progress come to their end; those that
 * are left when it stops are ended as failed.
 */
public final class ScriptConsumer extends DefaultConsumer implements AgiHandler, ShutdownAware, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptConsumer.class);

    private final ScriptEndpoint endpoint;
    private final Set<AgiSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<AgiEnd, Long> ended = new EnumMap<>(AgiEnd.class);
    private CallSource.Offer offer;
    private volatile boolean refusing;

    public ScriptConsumer(ScriptEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Whether it listens on a port, for Camel's view of services. */
    @Override
    public boolean isHostedService() {
        return endpoint.isHosted();
    }

    @Override
    public CompletionStage<?> handle(AgiSession session) {
        if (refusing || !isRunAllowed()) {
            LOG.info("{} is refused: the route {} is suspended or about to stop", session.request(), getRouteId());
            session.fail();
            return CompletableFuture.completedFuture(null);
        }
        Call call = new Call(
                session, endpoint.getCallOptions(), endpoint.getComponent().workers());
        EndOfRoute end = new EndOfRoute(call, endpoint.getComponent().timer());
        sessions.add(session);
        Exchange exchange = createExchange(true);
        CallHeaders.fill(exchange.getMessage(), session);
        exchange.setProperty(AgiConstants.SESSION, call);
        exchange.getExchangeExtension().addOnCompletion(end);
        call.resume(() -> getAsyncProcessor().process(exchange, synchronously -> finish(exchange)));
        return end.done().whenComplete((how, never) -> ended(session, how));
    }

    /** That a session ended is said by its transport, once for all calls that one outage ends, and by the route's error handler. */
    private void finish(Exchange exchange) {
        Exception problem = exchange.getException();
        if (problem instanceof AgiException && !(problem instanceof AgiCommandException)) {
            LOG.debug("A call of the route {} ends with its session: {}", getRouteId(), problem.getMessage());
        } else if (problem != null) {
            getExceptionHandler().handleException("Error processing exchange", exchange, problem);
        }
    }

    private void ended(AgiSession session, AgiEnd how) {
        synchronized (ended) {
            ended.merge(how, 1L, Long::sum);
        }
        sessions.remove(session);
    }

    /** The calls in progress. */
    Set<AgiSession> sessions() {
        return sessions;
    }

    /** How many calls ended in which way. */
    Map<AgiEnd, Long> endings() {
        synchronized (ended) {
            return new EnumMap<>(ended);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        refusing = false;
        if (HealthCheckHelper.getHealthCheckRepository(endpoint.getCamelContext(), "consumers") != null) {
            ScriptHealthCheck health = new ScriptHealthCheck(endpoint, this);
            health.setCamelContext(endpoint.getCamelContext());
            health.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
            setHealthCheck(health);
        }
        endpoint.getComponent().consumers().add(this);
        offer = endpoint.getComponent().source().offer(endpoint, this);
    }

    @Override
    protected void doStop() throws Exception {
        refusing = true;
        endpoint.getComponent().consumers().remove(this);
        sessions.forEach(AgiSession::fail);
        if (offer != null) {
            offer.close();
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        refuse();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        refusing = false;
        offer.resume();
    }

    private void refuse() {
        refusing = true;
        offer.pause();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask runningTask) {
        refuse();
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return sessions.size();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Whether calls came to their end or Camel waits no longer for them, stopping ends those that are left.
    }
}
