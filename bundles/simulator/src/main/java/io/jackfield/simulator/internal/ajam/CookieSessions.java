package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sessions that a cookie names. A client cannot choose the name: to one that is unknown it gets another. */
final class CookieSessions {

    /** A session and the number of its cookie. */
    record Named(int id, HttpSession session) {

        String setCookie(long seconds) {
            return String.format("Set-Cookie: mansession_id=\"%08x\"; Version=1; Max-Age=%d\r\n", id, seconds);
        }
    }

    private static final String NAME = "mansession_id";
    private static final Pattern HEXADECIMAL = Pattern.compile("\\s*(?:0[xX])?([0-9a-fA-F]{1,8}).*");

    private final Random random;
    private final Map<Integer, HttpSession> sessions = new LinkedHashMap<>();

    CookieSessions(Random random) {
        this.random = random;
    }

    /** @param maker makes a session that calls what it is given when it is over */
    Named of(HttpRequest request, Function<Consumer<HttpSession>, HttpSession> maker) {
        Optional<Integer> id = request.lastHeader("Cookie").flatMap(CookieSessions::id);
        HttpSession known = id.map(sessions::get).orElse(null);
        if (known != null) {
            return new Named(id.get(), known);
        }
        int fresh = random.nextInt();
        while (fresh == 0 || sessions.containsKey(fresh)) {
            fresh = random.nextInt();
        }
        HttpSession session = maker.apply(sessions.values()::remove);
        sessions.put(fresh, session);
        return new Named(fresh, session);
    }

    /** The last cookie of the name counts; quotes round its value do not. */
    private static Optional<Integer> id(String cookies) {
        return Stream.of(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.regionMatches(true, 0, NAME, 0, NAME.length()))
                .map(cookie -> cookie.substring(NAME.length()).strip())
                .filter(rest -> rest.startsWith("="))
                .reduce((first, second) -> second)
                .map(rest -> rest.substring(1).strip().replace("\"", ""))
                .map(HEXADECIMAL::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseUnsignedInt(matcher.group(1), 16));
    }
}
