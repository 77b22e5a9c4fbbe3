package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.DeadChannelException;
import io.jackfield.camel.fastagi.AgiComponent;
import io.jackfield.camel.fastagi.AgiConstants;
import io.jackfield.camel.fastagi.AgiEndpoint;
import io.jackfield.camel.fastagi.CallOptions.OnHangup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Executes a command on the exchange's call; no thread waits for its reply. */
public final class AgiProducer extends DefaultAsyncProducer {

    private static final int DEAD_CHANNEL = 511;

    private final AgiEndpoint endpoint;
    private final AgiComponent component;
    private final Duration replyTimeout;
    private CommandTemplate template;
    private ResultTarget target;

    public AgiProducer(AgiEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.component = (AgiComponent) endpoint.getComponent();
        this.replyTimeout = Duration.ofMillis(endpoint.getReplyTimeout());
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        template =
                CommandTemplate.compile(endpoint.getCamelContext(), endpoint.getCommand(), endpoint.givenArguments());
        target = ResultTarget.parse(endpoint.getResult());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            if (!isRunAllowed()) {
                throw new RejectedExecutionException(endpoint + " is stopped");
            }
            Call call = Call.of(exchange, endpoint.toString(), () -> component.workers());
            if (stopsAtOnce(call)) {
                stop(exchange);
            } else {
                execute(exchange, call, callback);
                return false;
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private static boolean stopsAtOnce(Call call) {
        return call.options().getOnHangup() == OnHangup.STOP && call.isHungUp();
    }

    private void execute(Exchange exchange, Call call, AsyncCallback callback) {
        AgiCommand command = template.evaluate(exchange);
        call.step(command, replyTimeout)
                .thenCompose(reply ->
                        call.isHungUpAfter(command, reply).thenCompose(hungUp -> outcome(call, command, reply, hungUp)))
                .whenComplete((reply, problem) -> call.resume(() -> {
                    if (call.isHungUp()) {
                        exchange.getMessage().setHeader(AgiConstants.END, AgiEnd.HANGUP.name());
                    }
                    if (problem == null) {
                        fill(exchange, command, reply);
                    } else {
                        fail(exchange, call, command, cause(problem));
                    }
                    callback.done(false);
                }));
    }

    private CompletableFuture<AgiReply> outcome(Call call, AgiCommand command, AgiReply reply, boolean hungUp) {
        String channel = call.request().channel();
        if (hungUp) {
            return call.options().getOnHangup() == OnHangup.CONTINUE
                    ? CompletableFuture.completedFuture(reply)
                    : CompletableFuture.failedFuture(new AgiHangupException(channel, command));
        }
        return Outcome.problem(command, reply)
                .map(why ->
                        CompletableFuture.<AgiReply>failedFuture(new AgiCommandException(channel, command, reply, why)))
                .orElseGet(() -> CompletableFuture.completedFuture(reply));
    }

    private void fill(Exchange exchange, AgiCommand command, AgiReply reply) {
        CallHeaders.fill(exchange.getMessage(), command, reply);
        if (template.fetches()) {
            target.put(exchange, template.fetched(reply).orElse(null));
        }
    }

    private void fail(Exchange exchange, Call call, AgiCommand command, Throwable problem) {
        if (stopsAtOnce(call)) {
            stop(exchange);
        } else if (problem instanceof AgiCommandException refused && !endpoint.isFailOnError()) {
            fill(exchange, command, refused.reply());
        } else if (problem instanceof DeadChannelException && !endpoint.isFailOnError()) {
            fill(exchange, command, new AgiReply(DEAD_CHANNEL, "", Optional.empty(), Map.of(), List.of()));
        } else {
            exchange.setException(problem);
        }
    }

    /** A caller who hangs up is a normal ending. */
    private static void stop(Exchange exchange) {
        exchange.getMessage().setHeader(AgiConstants.END, AgiEnd.HANGUP.name());
        exchange.setRouteStop(true);
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException chained && chained.getCause() != null
                ? chained.getCause()
                : problem;
    }
}
