package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.http.HttpExchange;
import io.jackfield.simulator.internal.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An action that came over HTTP: gathers all that is said of it, and makes it one answer. */
final class AjamRequest implements Request.Origin {

    private final HttpExchange http;
    private final HttpSession session;
    private final Shape shape;
    private final String sessionHeaders;
    private final List<Map.Entry<String, String>> parameters;
    private final StringBuilder said = new StringBuilder();
    private boolean over;

    /** @param sessionHeaders lines that tell the client of its session, each with its line end */
    AjamRequest(
            HttpExchange http,
            HttpSession session,
            Shape shape,
            String sessionHeaders,
            List<Map.Entry<String, String>> parameters) {
        this.http = http;
        this.session = session;
        this.shape = shape;
        this.sessionHeaders = sessionHeaders;
        this.parameters = parameters;
        session.begin();
    }

    @Override
    public void send(String block) {
        said.append(block);
    }

    @Override
    public void done() {
        if (finish()) {
            String body = shape.body(said.toString(), parameters);
            http.respond(HttpResponse.ok(shape.contentType() + sessionHeaders, body));
        }
    }

    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        session.done();
        return true;
    }

    @Override
    public void close() {
        session.end();
        done();
    }

    @Override
    public void cut() {
        finish();
        http.cut();
    }

    @Override
    public void never() {
        finish();
    }

    @Override
    public void status(int status) {
        if (finish()) {
            http.respond(HttpResponse.page(status));
        }
    }

    @Override
    public void breakOffAfter(int bytes) {
        http.breakOffAfter(bytes);
    }

    @Override
    public void awaitEvents(Duration timeout, Runnable waitedEnough, Runnable superseded) {
        session.awaitEvents(timeout, waitedEnough, superseded);
    }

    @Override
    public void sendEvents() {
        session.fetch(event -> said.append(event.text()).append("\r\n"));
    }

    @Override
    public String localAddress() {
        return http.localAddress();
    }

    @Override
    public String remoteAddress() {
        return http.remoteAddress();
    }
}
