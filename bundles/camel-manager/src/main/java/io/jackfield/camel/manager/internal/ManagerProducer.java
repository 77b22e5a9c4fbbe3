package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ActionOptions.Await;
import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.OriginateFailedException;
import io.jackfield.manager.OriginateResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends an action; no thread waits for its answer. */
public final class ManagerProducer extends DefaultAsyncProducer {

    private final ManagerEndpoint endpoint;
    private ActionArguments arguments;

    public ManagerProducer(ManagerEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        arguments = new ActionArguments(
                endpoint.getCamelContext(),
                endpoint.getAction(),
                endpoint.getActionOptions().getArgs());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<Runnable> answer;
        try {
            answer = send(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        answer.whenComplete((fill, problem) -> {
            if (problem == null) {
                ActionArguments.clear(exchange.getMessage());
                exchange.getMessage().setHeader(ManagerConstants.CONNECTION, endpoint.getName());
                fill.run();
            } else {
                exchange.setException(problem instanceof CompletionException chained ? chained.getCause() : problem);
            }
            callback.done(false);
        });
        return false;
    }

    /** Sends the action; what the answer does to the exchange. */
    private CompletableFuture<Runnable> send(Exchange exchange) {
        ManagerAction action = arguments.evaluate(exchange);
        ManagerConnection connection = endpoint.connection()
                .orElseThrow(() -> new IllegalStateException(action + " was not sent: there is no connection named "
                        + endpoint.getName() + ", known are "
                        + endpoint.getComponent().directory().names()));
        endpoint.requireTransport(connection);
        Duration timeout = Duration.ofMillis(endpoint.getActionOptions().getTimeout());
        if (endpoint.getActionOptions().getAwait() == Await.ORIGINATED) {
            return (timeout.isZero() ? connection.originate(action) : connection.originate(action, timeout))
                    .thenApply(result -> () -> fill(exchange, action, result));
        }
        return (timeout.isZero() ? connection.collect(action) : connection.collect(action, timeout))
                .thenApply(list -> () -> fill(exchange, list));
    }

    private void fill(Exchange exchange, EventList list) {
        ManagerResponse response = list.response();
        Message message = exchange.getMessage();
        message.setHeader(ManagerConstants.RESPONSE, response.get("Response"));
        message.setHeader(ManagerConstants.MESSAGE, response.message());
        if (endpoint.getActionOptions().isFailOnError() && !response.isSuccess()) {
            exchange.setException(new ActionFailedException(endpoint.getName(), endpoint.getAction(), response));
        } else {
            message.setBody(list.isList() ? list : response);
        }
    }

    private void fill(Exchange exchange, ManagerAction action, OriginateResult result) {
        Message message = exchange.getMessage();
        message.setHeader(ManagerConstants.RESPONSE, result.event().get("Response"));
        message.setHeader(ManagerConstants.MESSAGE, result.reasonText());
        message.setHeader(ManagerConstants.ORIGINATE_REASON, result.reason());
        result.uniqueid().ifPresent(id -> message.setHeader(ManagerConstants.UNIQUEID, id));
        if (endpoint.getActionOptions().isFailOnError() && !result.isSuccess()) {
            String channel = action.value("Channel").orElse("nobody");
            exchange.setException(new OriginateFailedException(endpoint.getName(), channel, result));
        } else {
            message.setBody(result.event());
        }
    }
}
