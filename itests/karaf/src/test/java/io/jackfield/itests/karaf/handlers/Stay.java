package io.jackfield.itests.karaf.handlers;

import io.jackfield.agi.AgiCommands;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiSession;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.FrameworkUtil;

/**
 * Keeps a call for as many milliseconds as its script says. The version of its bundle is the variable BEGUN when it has the call, and
 * DONE when it has done with it.
 */
public final class Stay implements AgiHandler {
    private final String version =
            FrameworkUtil.getBundle(getClass()).getVersion().toString();

    @Override
    public CompletionStage<?> handle(AgiSession session) {
        Duration time = Duration.ofMillis(
                Long.parseLong(session.request().pathParameters().get("millis")));
        return session.execute(AgiCommands.setVariable("BEGUN", version))
                .thenCompose(begun -> session.execute(AgiCommands.waitForDigit(time)))
                .thenCompose(waited -> session.execute(AgiCommands.setVariable("DONE", version)));
    }
}
