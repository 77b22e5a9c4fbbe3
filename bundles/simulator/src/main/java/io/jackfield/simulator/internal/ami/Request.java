package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.ActionMessage;
import io.jackfield.simulator.internal.wire.Block;
import java.time.Duration;

/** One action on its way through: what was asked, by whom, and where the answer goes. */
public final class Request {

    /** The way a request came. */
    public interface Origin {

        void send(String block);

        /** The action is done: the next one may begin. */
        void done();

        /** The session is over. */
        void close();

        /** Closes without a word. */
        void cut();

        /** Closes when so many more bytes have been sent. */
        void breakOffAfter(int bytes);

        /** The action gets no answer. */
        void never();

        /** Answers with an HTTP status, or closes without a word. */
        void status(int status);

        /**
         * Waits for events, whatever they are; nothing is said of them until {@link #sendEvents}.
         *
         * @param timeout how long, null for ever
         * @param over what to do when there are some, or no time is left
         * @param superseded what to do instead if another request of the session begins to wait
         */
        void awaitEvents(Duration timeout, Runnable over, Runnable superseded);

        /** Sends the events that came meanwhile. */
        void sendEvents();

        String localAddress();

        String remoteAddress();
    }

    private final ActionMessage message;
    private final ManagerSession session;
    private final Origin origin;
    private boolean deferred;

    public Request(ActionMessage message, ManagerSession session, Origin origin) {
        this.message = message;
        this.session = session;
        this.origin = origin;
    }

    public String header(String name) {
        return message.header(name);
    }

    public ActionMessage message() {
        return message;
    }

    public ManagerSession session() {
        return session;
    }

    /** A header that Asterisk reads as yes or no. */
    public boolean isTrue(String name) {
        return EventClass.isYes(header(name));
    }

    /** A response that carries the request's ActionID, to be completed and sent. */
    public Block response(String outcome) {
        return Block.response(outcome).optional("ActionID", message.actionId());
    }

    public void send(Block block) {
        origin.send(block.toString());
    }

    public void success(String text) {
        send(response("Success").header("Message", text));
    }

    public void error(String text) {
        send(response("Error").header("Message", text));
    }

    /** Begins a list; its items and its end follow before anything else. */
    public EventList list(String text) {
        return list("start", text);
    }

    /** The same in another spelling. */
    public EventList list(String start, String text) {
        send(response("Success").header("EventList", start).header("Message", text));
        return new EventList(this);
    }

    /** The action goes on after {@code perform}: until {@link #finish} the session does nothing else. */
    public void defer() {
        deferred = true;
    }

    /** The action is done after all in the same turn, unless it defers itself again. */
    void resume() {
        deferred = false;
    }

    public void finish() {
        origin.done();
    }

    public boolean isDeferred() {
        return deferred;
    }

    public void close() {
        origin.close();
    }

    void cut() {
        origin.cut();
    }

    void never() {
        origin.never();
    }

    void status(int status) {
        origin.status(status);
    }

    /** @see Origin#awaitEvents */
    public void awaitEvents(Duration timeout, Runnable over, Runnable superseded) {
        origin.awaitEvents(timeout, over, superseded);
    }

    public void sendEvents() {
        origin.sendEvents();
    }

    void breakOffAfter(int bytes) {
        origin.breakOffAfter(bytes);
    }

    public String localAddress() {
        return origin.localAddress();
    }

    public String remoteAddress() {
        return origin.remoteAddress();
    }
}
