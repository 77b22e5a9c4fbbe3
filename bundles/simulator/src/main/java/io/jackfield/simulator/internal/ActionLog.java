package io.jackfield.simulator.internal;

import io.jackfield.simulator.ReceivedAction;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.wire.WireText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Remembers the last actions that were asked for, without what proves who somebody is. */
final class ActionLog {

    private static final int REMEMBERED = 1_000;
    private static final Set<String> LEFT_OUT = Set.of("action", "secret", "key");

    private final Deque<ReceivedAction> recent = new ArrayDeque<>();

    void add(Request request) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line : request.message().lines()) {
            int colon = line.indexOf(':');
            if (colon > 0 && !LEFT_OUT.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                headers.add(Map.entry(
                        WireText.toJava(line.substring(0, colon)),
                        WireText.toJava(line.substring(colon + 1).stripLeading())));
            }
        }
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.addLast(new ReceivedAction(
                WireText.toJava(request.session().userName()),
                WireText.toJava(request.message().action()),
                headers));
    }

    List<ReceivedAction> recent() {
        return List.copyOf(recent);
    }
}
