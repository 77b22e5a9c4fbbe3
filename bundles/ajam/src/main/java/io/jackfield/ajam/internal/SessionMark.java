package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jackfield.manager.ManagerAction;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether the PBX still has the session that it had before. To a digest that it does not know it gives a new session without
 * a word, as after a restart; but each session makes its challenge for a Login only once ({@code action_challenge}), which marks
 * it. The first check takes the mark that the others compare. Used in turns of the link's {@link Serial}.
 */
final class SessionMark {

    private static final byte[] QUESTION =
            ActionForm.encode(ManagerAction.of("Challenge").with("AuthType", "MD5"), "jf-mark");
    private static final Pattern MARK = Pattern.compile("(?i)\\r\\nChallenge: (\\d+)\\r\\n");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpSession http;
    private String mark;

    SessionMark(HttpSession http) {
        this.http = http;
    }

    /** Calls one of the two; a cookie tells by itself, so that nothing need be asked then. */
    void check(Runnable same, Consumer<HttpProblem> lost) {
        if (!http.isLoggedIn()) {
            same.run();
            return;
        }
        http.post(QUESTION, PATIENCE, (messages, problem) -> {
            Matcher found = MARK.matcher(problem == null ? new String(messages, ISO_8859_1) : "");
            if (problem != null) {
                lost.accept(problem);
            } else if (!found.find() || mark != null && !mark.equals(found.group(1))) {
                lost.accept(Explanations.forgotten());
            } else {
                mark = found.group(1);
                same.run();
            }
        });
    }
}
