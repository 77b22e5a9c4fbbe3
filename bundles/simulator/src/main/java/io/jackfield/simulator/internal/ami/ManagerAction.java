package io.jackfield.simulator.internal.ami;

/** What one action does. */
@FunctionalInterface
public interface ManagerAction {

    /** Answers the request, on the PBX's thread: at once, or later if it {@link Request#defer() defers} it. */
    void perform(Request request);
}
