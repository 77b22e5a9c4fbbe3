package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.wire.Block;

/** A list under way: counts its items for the end. */
public final class EventList {

    private final Request request;
    private int items;

    EventList(Request request) {
        this.request = request;
    }

    /** An item whose ActionID comes first. */
    public Block item(String event) {
        return Block.event(event).optional("ActionID", request.message().actionId());
    }

    public void send(Block item) {
        items++;
        request.send(item);
    }

    /** An item whose ActionID comes last. */
    public void sendIdLast(Block item) {
        send(item.optional("ActionID", request.message().actionId()));
    }

    public int size() {
        return items;
    }

    /** The end, to be completed and given to {@link #complete(Block)}. */
    public Block end(String event) {
        return item(event).header("EventList", "Complete").header("ListItems", items);
    }

    public void complete(Block end) {
        request.send(end);
    }

    public void complete(String event) {
        complete(end(event));
    }
}
