package io.jackfield.itests.benchmarks.agi.server;

import io.jackfield.agi.AgiCall;
import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiSession;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The call logic whose throughput is measured, in the two forms in which it is written for Jackfield. */
final class FiveCommands {

    /** The same for who sends the bytes: what the handlers below become on the wire. */
    static final List<String> LINES = List.of(
            "ANSWER",
            "GET VARIABLE \"CUSTOMER\"",
            "SET VARIABLE \"TARIFF\" \"basic\"",
            "VERBOSE \"customer is known\" \"3\"",
            "STREAM FILE \"welcome\" \"\"");

    private FiveCommands() {}

    /** As what follows from what; no thread waits. */
    static CompletionStage<?> compose(AgiSession session) {
        return session.execute(AgiCommands.answer())
                .thenCompose(answered -> session.execute(AgiCommands.getVariable("CUSTOMER")))
                .thenCompose(customer -> session.execute(AgiCommands.setVariable("TARIFF", "basic")))
                .thenCompose(set -> session.execute(AgiCommands.verbose("customer is known", 3)))
                .thenCompose(told -> session.execute(AgiCommands.streamFile("welcome", "")));
    }

    /** As steps from top to bottom; a thread waits in each. */
    static void run(AgiCall call) {
        call.answer();
        call.getVariable("CUSTOMER");
        call.setVariable("TARIFF", "basic");
        call.execute(AgiCommands.verbose("customer is known", 3));
        call.streamFile("welcome");
    }
}
