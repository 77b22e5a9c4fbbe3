package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.camel.manager.ManagerEndpoint;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
        arguments = new ActionArguments(endpoint.getCamelContext(), endpoint.getAction(), endpoint.getArgs());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<EventList> answer;
        try {
            answer = send(exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        answer.whenComplete((list, problem) -> {
            if (problem == null) {
                fill(exchange, list);
            } else {
                exchange.setException(problem);
            }
            callback.done(false);
        });
        return false;
    }

    private CompletableFuture<EventList> send(Exchange exchange) {
        ManagerAction action = arguments.evaluate(exchange);
        ManagerConnection connection = endpoint.connection()
                .orElseThrow(() -> new IllegalStateException(action + " was not sent: there is no connection named "
                        + endpoint.getName() + ", known are "
                        + endpoint.getComponent().directory().names()));
        endpoint.requireTransport(connection);
        return endpoint.getTimeout() > 0
                ? connection.collect(action, Duration.ofMillis(endpoint.getTimeout()))
                : connection.collect(action);
    }

    private void fill(Exchange exchange, EventList list) {
        ManagerResponse response = list.response();
        if (endpoint.isFailOnError() && !response.isSuccess()) {
            exchange.setException(new ActionFailedException(endpoint.getName(), endpoint.getAction(), response));
            return;
        }
        Message message = exchange.getMessage();
        ActionArguments.clear(message);
        message.setBody(list.isList() ? list : response);
        message.setHeader(ManagerConstants.CONNECTION, endpoint.getName());
        message.setHeader(ManagerConstants.RESPONSE, response.get("Response"));
        message.setHeader(ManagerConstants.MESSAGE, response.message());
    }
}
