package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.AmiSettings;
import io.jackfield.simulator.internal.ami.FilterException;
import io.jackfield.simulator.internal.ami.ManagerSession;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.ami.SecurityEvents;
import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.wire.Block;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Login and what a session says about itself. */
public final class SessionActions {

    private static final String MD5 = "MD5";

    private final Pbx pbx;
    private final AmiSettings settings;
    private final SecurityEvents security;
    private final ScheduledExecutorService loop;

    public SessionActions(Pbx pbx, AmiSettings settings, SecurityEvents security, ScheduledExecutorService loop) {
        this.pbx = pbx;
        this.settings = settings;
        this.security = security;
        this.loop = loop;
    }

    public void addTo(ActionTable table) {
        table.add("Login", "Login Manager.", this::login);
        table.add("Challenge", "Generate Challenge for MD5 Auth.", this::challenge);
        table.add("Logoff", "Logoff Manager.", this::logoff);
        table.add("Events", "Control Event Flow.", this::events);
        table.add(
                "Filter", "Dynamically add filters for the current manager session.", this::filter, EventClass.SYSTEM);
    }

    private void challenge(Request request) {
        if (request.header("AuthType").equalsIgnoreCase(MD5)) {
            request.send(request.response("Success")
                    .header("Challenge", request.session().askChallenge()));
        } else {
            request.error("Must specify AuthType");
        }
    }

    private void login(Request request) {
        ManagerSession session = request.session();
        if (session.isLoggedIn()) {
            request.success("Already authenticated");
            return;
        }
        Optional<User> user = authenticated(request);
        if (user.isEmpty()) {
            refuse(request);
            return;
        }
        session.login(user.get(), request.header("Username"), pbx.now());
        if (!request.header("Events").isEmpty()) {
            session.eventMask(request.header("Events"));
        }
        request.success("Authentication accepted");
        if (session.sees(EventClass.SYSTEM)) {
            request.send(fullyBooted());
        }
        security.loggedIn(request);
    }

    private Optional<User> authenticated(Request request) {
        Optional<User> user = settings.users().stream()
                .filter(u -> u.isNamed(request.header("Username")))
                .findFirst();
        if (user.isEmpty()) {
            security.unknownUser(request);
        } else if (request.header("AuthType").equalsIgnoreCase(MD5)) {
            String expected = request.session().expectedKey(user.get().secret());
            if (!request.session().wasChallenged() || !expected.equals(request.header("Key"))) {
                security.wrongKey(request, expected);
                return Optional.empty();
            }
        } else if (!user.get().secret().equals(request.header("Secret"))) {
            security.wrongSecret(request);
            return Optional.empty();
        }
        return user;
    }

    /** Every refusal looks alike: a pause, the same words, and the connection is closed. */
    private void refuse(Request request) {
        request.defer();
        loop.schedule(
                () -> {
                    request.error("Authentication failed");
                    request.close();
                },
                settings.loginDelay().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Block fullyBooted() {
        return Block.event("FullyBooted")
                .header("Privilege", EventClass.privilege(EventClass.SYSTEM.bit()))
                .header("Uptime", Duration.between(pbx.started(), pbx.now()).toSeconds())
                .header(
                        "LastReload",
                        Duration.between(pbx.reloaded(), pbx.now()).toSeconds())
                .header("Status", "Fully Booted");
    }

    private void logoff(Request request) {
        request.send(request.response("Goodbye").header("Message", "Thanks for all the fish."));
        request.close();
    }

    private void events(Request request) {
        int mask = request.session().eventMask(request.header("EventMask"));
        if (mask < 0) {
            request.error("Invalid event mask");
        } else {
            request.send(request.response("Success").header("Events", mask == EventClass.NONE ? "Off" : "On"));
        }
    }

    private void filter(Request request) {
        if (!request.header("Operation").equalsIgnoreCase("Add")) {
            request.error("Unknown operation");
            return;
        }
        try {
            request.session().addFilter(request.header("MatchCriteria"), request.header("Filter"));
            request.success("Success");
        } catch (FilterException e) {
            request.error(e.getMessage());
        }
    }
}
