package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sessions that belong to a user and a nonce. Nobody checks where a nonce came from: one that is unknown makes a new
 * session.
 */
final class DigestSessions {

    /** What a request brought about. */
    sealed interface Outcome permits Admitted, Challenge {}

    record Admitted(HttpSession session) implements Outcome {}

    /** @param stale whether the client knew the secret, and only its nonce is of no use any more */
    record Challenge(long nonce, boolean stale) implements Outcome {

        String header() {
            String spelled = Digest.spelled(nonce);
            return "WWW-authenticate: Digest algorithm=MD5, realm=\"" + Digest.REALM + "\", nonce=\"" + spelled
                    + "\", qop=\"auth\", opaque=\"" + spelled + "\"" + (stale ? ", stale=true" : "") + "\r\n";
        }
    }

    private static final class Entry {
        private final User user;
        private HttpSession session;
        private long nonce;
        private long formerNonce = -1;
        private long nonceSeconds;
        private long count;

        private Entry(User user, long nonce) {
            this.user = user;
            this.nonce = nonce;
        }
    }

    private static final long NONCE_SECONDS = 62;

    private final List<User> users;
    private final Random random;
    private final LongSupplier nanoTime;
    private final List<Entry> entries = new ArrayList<>();

    DigestSessions(List<User> users, Random random, LongSupplier nanoTime) {
        this.users = users;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** @param maker makes a session of a user that calls what it is given when it is over */
    Outcome admit(HttpRequest request, BiFunction<User, Consumer<HttpSession>, HttpSession> maker) {
        Optional<Digest> digest = request.header("Authorization").flatMap(Digest::parse);
        Optional<User> user = digest.flatMap(
                d -> users.stream().filter(u -> u.isNamed(d.user())).findFirst());
        if (user.isEmpty() || !digest.get().proves(user.get(), request.method().toUpperCase(Locale.ROOT))) {
            return new Challenge(freshNonce(), false);
        }
        return admit(digest.get(), user.get(), maker);
    }

    private Outcome admit(Digest digest, User user, BiFunction<User, Consumer<HttpSession>, HttpSession> maker) {
        for (Entry entry : entries) {
            if (entry.user == user && entry.nonce == digest.nonce()) {
                return again(entry, digest.countNumber());
            }
            if (entry.user == user && entry.formerNonce == digest.nonce()) {
                return new Challenge(entry.nonce, true);
            }
        }
        // The count of the request that makes the session is not remembered: the same may come once more.
        Entry entry = new Entry(user, digest.nonce());
        entry.nonceSeconds = seconds();
        entry.session = maker.apply(user, over -> entries.remove(entry));
        entries.add(entry);
        return new Admitted(entry.session);
    }

    private Outcome again(Entry entry, long count) {
        if (count > entry.count && seconds() - entry.nonceSeconds <= NONCE_SECONDS) {
            entry.count = count;
            return new Admitted(entry.session);
        }
        entry.formerNonce = entry.nonce;
        entry.nonce = freshNonce();
        entry.nonceSeconds = seconds();
        entry.count = 0;
        return new Challenge(entry.nonce, true);
    }

    private long freshNonce() {
        return 1 + random.nextInt(Integer.MAX_VALUE);
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
    }
}
