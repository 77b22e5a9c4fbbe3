package io.jackfield.ajam.internal;

import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cookie {@code mansession_id}. The PBX chooses it with the first response and repeats it with every other; another one means
 * that it has forgotten the login, because it expired or because it was restarted ({@code generic_http_callback}).
 */
final class CookieIdentity implements Identity {

    private static final Pattern ID = Pattern.compile("mansession_id=\"?([0-9a-fA-F]+)\"?");
    /** {@code httptimeout} of manager.conf. */
    private static final Pattern LIFETIME = Pattern.compile("Max-Age=(\\d{1,9})");

    private String id;
    private Optional<Duration> lifetime = Optional.empty();

    @Override
    public void sign(HttpRequest.Builder request) {
        if (id != null) {
            request.setHeader("Cookie", "mansession_id=\"" + id + "\"");
        }
    }

    @Override
    public Verdict judge(HttpResponse<?> response) throws ProtocolException {
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            Matcher given = ID.matcher(cookie);
            if (given.find()) {
                return judge(given.group(1), cookie);
            }
        }
        if (id == null) {
            throw new ProtocolException("the answer has no cookie mansession_id: a proxy on the way takes it out");
        }
        return Verdict.KNOWN;
    }

    private Verdict judge(String given, String cookie) {
        if (id == null) {
            id = given;
            Matcher seconds = LIFETIME.matcher(cookie);
            lifetime = seconds.find()
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))))
                    : Optional.empty();
        }
        return given.equals(id) ? Verdict.KNOWN : Verdict.FORGOTTEN;
    }

    @Override
    public boolean isLoggedIn() {
        return false;
    }

    @Override
    public Optional<Duration> lifetime() {
        return lifetime;
    }
}
