package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.wire.ActionMessage;
import io.jackfield.simulator.internal.wire.Block;

/** One action on its way through: what was asked, by whom, and where the answer goes. */
public final class Request {

    /** The connection a request came by. */
    interface Origin {

        void send(String block);

        /** The action is done: the next one may begin. */
        void done();

        /** Nothing more is wanted of this client. */
        void close();

        /** Closes without a word. */
        void cut();

        /** Closes when so many more bytes have been sent. */
        void breakOffAfter(int bytes);

        String localAddress();

        String remoteAddress();
    }

    private final ActionMessage message;
    private final ManagerSession session;
    private final Origin origin;
    private boolean deferred;

    Request(ActionMessage message, ManagerSession session, Origin origin) {
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

    boolean isDeferred() {
        return deferred;
    }

    public void close() {
        origin.close();
    }

    void cut() {
        origin.cut();
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
