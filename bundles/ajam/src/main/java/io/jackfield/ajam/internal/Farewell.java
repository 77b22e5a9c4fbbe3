package io.jackfield.ajam.internal;

import io.jackfield.manager.ManagerAction;
import java.time.Duration;

/**
 * Tells the PBX that a link ends, so that it does not keep a login which would be in the way of the next. Used in turns of the link's
 * {@link Serial}.
 */
final class Farewell {

    /** How long an answer to it is worth waiting for. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private static final byte[] LOGOFF = ActionForm.encode(ManagerAction.of("Logoff"), "jf-bye");
    private static final int MOST_ATTEMPTS = 2;

    private final HttpSession http;
    private HttpSession.Exchange deciding;
    private boolean loggedIn;
    private int attempts;
    private Runnable then;

    Farewell(HttpSession http) {
        this.http = http;
    }

    /** Whether the PBX holds a login or not will be known when this request, a Login or Logoff, is over. */
    void dependsOn(HttpSession.Exchange loginOrLogoff) {
        deciding = loginOrLogoff;
        loggedIn = true;
    }

    /** @param maybe whether the PBX may hold a login */
    void isLoggedIn(boolean maybe) {
        deciding = null;
        loggedIn = maybe;
        next();
    }

    /**
     * Says it if there is reason to, and once more if it gets lost. A Login that is under way is let go before, as it would else be
     * overtaken.
     *
     * @param afterwards runs once, within three seconds
     */
    void say(Runnable afterwards) {
        then = afterwards;
        if (deciding != null) {
            deciding.endWithin(LINGER);
        }
        next();
    }

    private void next() {
        if (then == null || deciding != null && !deciding.isOver()) {
            return;
        }
        if (loggedIn && attempts++ < MOST_ATTEMPTS) {
            deciding = http.post(
                    LOGOFF,
                    LINGER,
                    (messages, problem) -> isLoggedIn(problem != null && problem.kind() == HttpProblem.Kind.FAILED));
            return;
        }
        Runnable last = then;
        then = null;
        last.run();
    }
}
