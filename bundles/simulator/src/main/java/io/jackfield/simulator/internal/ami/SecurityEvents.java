package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.EventBuilder;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Times;

/** The events that tell of logins and of what was refused. */
public final class SecurityEvents {

    private final Pbx pbx;

    public SecurityEvents(Pbx pbx) {
        this.pbx = pbx;
    }

    public void loggedIn(Request request) {
        begin("SuccessfulAuth", "Informational", 1, request.session().userName(), request)
                .header("UsingPassword", 0)
                .header("SessionTV", sessionTime(request))
                .publish();
    }

    public void unknownUser(Request request) {
        begin("InvalidAccountID", "Error", 1, request.header("Username"), request)
                .header("SessionTV", sessionTime(request))
                .publish();
    }

    public void wrongSecret(Request request) {
        begin("InvalidPassword", "Error", 2, request.header("Username"), request)
                .header("SessionTV", sessionTime(request))
                .publish();
    }

    public void wrongKey(Request request, String expected) {
        begin("ChallengeResponseFailed", "Error", 1, "", request)
                .header("Challenge", request.session().challenge())
                .header("Response", request.header("Key"))
                .header("ExpectedResponse", expected)
                .header("SessionTV", sessionTime(request))
                .publish();
    }

    void notAllowed(Request request) {
        begin("RequestNotAllowed", "Error", 1, request.session().userName(), request)
                .header("RequestType", "Action: " + request.message().action())
                .header("SessionTV", sessionTime(request))
                .publish();
    }

    private EventBuilder begin(String name, String severity, int version, String account, Request request) {
        return pbx.event(name, EventClass.SECURITY)
                .header("EventTV", Times.eventTime(pbx.now()))
                .header("Severity", severity)
                .header("Service", "AMI")
                .header("EventVersion", version)
                .header("AccountID", account)
                .header("SessionID", request.session().id())
                .header("LocalAddress", "IPV4/TCP/" + request.localAddress())
                .header("RemoteAddress", "IPV4/TCP/" + request.remoteAddress());
    }

    private static String sessionTime(Request request) {
        return Times.eventTime(request.session().loggedIn());
    }
}
