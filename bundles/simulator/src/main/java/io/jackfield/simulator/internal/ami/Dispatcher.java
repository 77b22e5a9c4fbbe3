package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.wire.ActionMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides whether a message is an action its sender may use, and has it done. */
final class Dispatcher {

    private static final List<String> BEFORE_LOGIN = List.of("Login", "Logoff", "Challenge");

    private final ActionTable table;
    private final SecurityEvents security;
    private final Consumer<Request> witness;

    /** @param witness sees every message that has an action, before it is done or refused */
    Dispatcher(ActionTable table, SecurityEvents security, Consumer<Request> witness) {
        this.table = table;
        this.security = security;
        this.witness = witness;
    }

    void dispatch(Request request) {
        ActionMessage message = request.message();
        if (message.problem() != null) {
            request.error(message.problem());
            return;
        }
        String action = message.action();
        if (action.isEmpty()) {
            request.error("Missing action in request");
            return;
        }
        witness.accept(request);
        ManagerSession session = request.session();
        if (!session.isLoggedIn() && BEFORE_LOGIN.stream().noneMatch(action::equalsIgnoreCase)) {
            request.error("Permission denied");
            return;
        }
        Optional<ActionTable.Entry> entry = table.find(action);
        if (entry.isEmpty()) {
            request.error(
                    "Invalid/unknown command: " + action + ". Use Action: ListCommands to show available commands.");
        } else if (session.may(entry.get().classes())) {
            entry.get().action().perform(request);
        } else {
            security.notAllowed(request);
            request.error("Permission denied");
        }
    }
}
