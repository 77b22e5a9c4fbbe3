package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.wire.Block;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits for events: the only way to get some over HTTP. */
public final class WaitEventAction {

    /** A number as C's {@code %i} reads it: hexadecimal after 0x, octal after 0; what follows counts for nothing. */
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]{1,15})|(0[0-7]{0,15})|([1-9][0-9]{0,15})).*", Pattern.DOTALL);

    public void addTo(ActionTable table) {
        table.add("WaitEvent", "Wait for an event to occur.", this::waitEvent);
    }

    private void waitEvent(Request request) {
        request.defer();
        request.awaitEvents(
                timeout(request.header("Timeout")),
                () -> {
                    request.success("Waiting for Event completed.");
                    request.sendEvents();
                    request.send(Block.event("WaitEventComplete")
                            .optional("ActionID", request.message().actionId()));
                    request.finish();
                },
                request::finish);
    }

    /** Null if there is no end to it: so are a number below zero and a text that is none. */
    private static Duration timeout(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return null;
        }
        long seconds = number.group(2) != null
                ? Long.parseLong(number.group(2), 16)
                : number.group(3) != null ? Long.parseLong(number.group(3), 8) : Long.parseLong(number.group(4));
        boolean negative = number.group(1).equals("-") && seconds > 0;
        return negative ? null : Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
    }
}
