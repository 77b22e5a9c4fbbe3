package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.wire.ActionMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Decides whether a message is an action its sender may use, and has it done. */
public final class Dispatcher {

    private static final List<String> BEFORE_LOGIN = List.of("Login", "Logoff", "Challenge");

    private final ActionTable table;
    private final SecurityEvents security;
    private final Consumer<Request> witness;
    private final Script script;
    private final ScheduledExecutorService loop;

    /** @param witness sees every message that has an action, before it is done or refused */
    Dispatcher(
            ActionTable table,
            SecurityEvents security,
            Consumer<Request> witness,
            Script script,
            ScheduledExecutorService loop) {
        this.table = table;
        this.security = security;
        this.witness = witness;
        this.script = script;
        this.loop = loop;
    }

    public void dispatch(Request request) {
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
        script.answer(request, new ActionTurn(request));
    }

    private void perform(Request request) {
        String action = request.message().action();
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

    private final class ActionTurn implements Turn {

        private final Request request;

        ActionTurn(Request request) {
            this.request = request;
        }

        @Override
        public void usual() {
            perform(request);
        }

        @Override
        public void late(Duration delay) {
            request.defer();
            loop.schedule(
                    () -> {
                        request.resume();
                        perform(request);
                        if (!request.isDeferred()) {
                            request.finish();
                        }
                    },
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        @Override
        public void never() {
            request.never();
        }

        @Override
        public void status(int status) {
            request.status(status);
        }

        @Override
        public void breakOffAfter(int bytes) {
            request.breakOffAfter(bytes);
        }

        @Override
        public void cut() {
            request.cut();
        }
    }
}
