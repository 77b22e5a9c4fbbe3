package io.jackfield.itests.benchmarks.agi.server;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiSession;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The call logic whose throughput is measured, for Jackfield as a handler writes it that blocks no thread. */
final class FiveCommands {

    /** The same for who sends the bytes: what the handler below becomes on the wire. */
    static final List<String> LINES = List.of(
            "ANSWER",
            "GET VARIABLE \"CUSTOMER\"",
            "SET VARIABLE \"TARIFF\" \"basic\"",
            "VERBOSE \"customer is known\" \"3\"",
            "STREAM FILE \"welcome\" \"\"");

    private FiveCommands() {}

    static CompletionStage<?> handle(AgiSession session) {
        return session.execute(AgiCommands.answer())
                .thenCompose(answered -> session.execute(AgiCommands.getVariable("CUSTOMER")))
                .thenCompose(customer -> session.execute(AgiCommands.setVariable("TARIFF", "basic")))
                .thenCompose(set -> session.execute(AgiCommands.verbose("customer is known", 3)))
                .thenCompose(told -> session.execute(AgiCommands.streamFile("welcome", "")));
    }
}
