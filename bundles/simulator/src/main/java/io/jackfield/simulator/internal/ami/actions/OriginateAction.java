package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.OriginateOrder;
import io.jackfield.simulator.internal.calls.Origination;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Party;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Has the PBX begin a call. */
public final class OriginateAction {

    private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_ID = 149;
    private static final List<String> GUARDED_APPLICATIONS =
            List.of("agi", "dbdeltree", "exec", "externalivr", "mixmonitor", "originate", "reload", "system");
    private static final List<String> GUARDED_DATA = List.of("CURL", "DB", "EVAL", "FILE", "ODBC", "REALTIME", "SHELL");

    private final Switchboard board;

    public OriginateAction(Switchboard board) {
        this.board = board;
    }

    public void addTo(ActionTable table) {
        table.add("Originate", "Originate a call.", this::originate, EventClass.ORIGINATE);
    }

    private void originate(Request request) {
        String problem = problem(request);
        if (problem != null) {
            request.error(problem);
        } else if (request.isTrue("Async")) {
            request.success("Originate successfully queued");
            new Origination(board, order(request), outcome -> report(request, outcome)).start();
        } else {
            request.defer();
            new Origination(board, order(request), outcome -> answer(request, outcome)).start();
        }
    }

    /** What is wrong with it, in the order in which Asterisk looks; null if nothing is. */
    private String problem(Request request) {
        String channel = request.header("Channel");
        if (channel.isEmpty()) {
            return "Channel not specified";
        }
        if (!request.header("Priority").isEmpty() && priority(request) < 1) {
            return "Invalid priority";
        }
        if (!request.header("Timeout").isEmpty() && timeout(request) < 0) {
            return "Invalid timeout";
        }
        if (channel.indexOf('/') < 0 || channel.endsWith("/")) {
            return "Invalid channel";
        }
        if (isTooLong(request.header("ChannelId")) || isTooLong(request.header("OtherChannelId"))) {
            return "Uniqueid length exceeds maximum of " + LONGEST_ID + "\n";
        }
        return request.header("Application").isEmpty() ? extensionProblem(request) : applicationProblem(request);
    }

    private String extensionProblem(Request request) {
        if (Stream.of("Exten", "Context", "Priority")
                .anyMatch(name -> request.header(name).isEmpty())) {
            return "Originate with 'Exten' requires 'Context' and 'Priority'";
        }
        boolean exists = board.dialplan().has(request.header("Context"), request.header("Exten"), priority(request));
        return exists ? null : "Extension does not exist.";
    }

    private static String applicationProblem(Request request) {
        String application = request.header("Application").toLowerCase(Locale.ROOT);
        boolean guarded = GUARDED_APPLICATIONS.stream().anyMatch(application::contains)
                || GUARDED_DATA.stream().anyMatch(request.header("Data")::contains);
        boolean trusted = request.session().may(EventClass.SYSTEM.bit());
        return guarded && !trusted ? "Originate Access Forbidden: app or data blacklisted" : null;
    }

    private static boolean isTooLong(String id) {
        return id.length() > LONGEST_ID;
    }

    private static int priority(Request request) {
        return number(request.header("Priority"));
    }

    private static int timeout(Request request) {
        return number(request.header("Timeout"));
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private OriginateOrder order(Request request) {
        List<Map.Entry<String, String>> variables =
                new ArrayList<>(VariableList.parse(request.message().headers("Variable")));
        Collections.reverse(variables);
        return new OriginateOrder(
                request.header("Channel"),
                request.header("Application"),
                request.header("Data"),
                request.header("Context"),
                request.header("Exten"),
                Math.max(priority(request), 1),
                Duration.ofMillis(request.header("Timeout").isEmpty() ? DEFAULT_TIMEOUT_MILLIS : timeout(request)),
                Party.parse(request.header("CallerID")),
                request.header("Account"),
                variables,
                request.header("ChannelId"),
                request.header("OtherChannelId"));
    }

    private static void answer(Request request, Origination.Outcome outcome) {
        if (outcome.channel().isPresent()) {
            request.success("Originate successfully queued");
        } else {
            request.error("Originate failed");
        }
        request.finish();
    }

    private void report(Request request, Origination.Outcome outcome) {
        EventBuilder event = board.pbx().event("OriginateResponse", EventClass.CALL);
        if (!request.header("ActionID").isEmpty()) {
            event.header("ActionID", request.header("ActionID"));
        }
        event.header("Response", outcome.channel().isPresent() ? "Success" : "Failure")
                .header("Channel", outcome.channel().map(Channel::name).orElse(request.header("Channel")));
        if (request.header("Application").isEmpty()) {
            event.header("Context", request.header("Context")).header("Exten", request.header("Exten"));
        } else {
            event.header("Application", request.header("Application")).header("Data", request.header("Data"));
        }
        Party caller = Party.parse(request.header("CallerID"));
        event.header("Reason", outcome.reason())
                .header(
                        "Uniqueid",
                        outcome.channel().map(c -> c.uniqueid().text()).orElse("<unknown>"))
                .header("CallerIDNum", caller.shownNumber())
                .header("CallerIDName", caller.shownName());
        outcome.channel().ifPresent(event::namedVariables);
        event.publish();
    }
}
