package io.jackfield.simulator.internal.ajam;

import io.jackfield.simulator.internal.ami.User;
import io.jackfield.simulator.internal.wire.WireText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client sends to prove that it knows a secret (RFC 2617, or RFC 2069 without {@code qop}).
 *
 * @param nonce as a number, whatever the spelling was
 * @param count of the requests with this nonce, as the client spelled it; "" without {@code qop}
 */
record Digest(String user, long nonce, String uri, String response, String count, String clientNonce, boolean qop) {

    static final String REALM = "asterisk";

    private static final Pattern SCHEME = Pattern.compile("\\s*Digest ", Pattern.CASE_INSENSITIVE);
    private static final Pattern PAIR =
            Pattern.compile("([^=,\\s]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]*))");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\s*(?:0[xX])?([0-9a-fA-F]{1,15}).*");

    /** Empty if it is none, or lacks something that is needed. */
    static Optional<Digest> parse(String authorization) {
        Matcher scheme = SCHEME.matcher(authorization);
        if (!scheme.lookingAt()) {
            return Optional.empty();
        }
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(authorization.substring(scheme.end()));
        while (pair.find()) {
            String value = pair.group(2) == null ? pair.group(3) : pair.group(2).replaceAll("\\\\(.)", "$1");
            pairs.put(pair.group(1).toLowerCase(Locale.ROOT), value);
        }
        boolean qop = pairs.getOrDefault("qop", "").equalsIgnoreCase("auth");
        Optional<Long> nonce = hexadecimal(pairs.getOrDefault("nonce", ""));
        boolean complete = nonce.isPresent()
                && has(pairs, "username")
                && has(pairs, "realm")
                && has(pairs, "uri")
                && has(pairs, "response")
                && (!qop || has(pairs, "nc") && has(pairs, "cnonce"))
                && pairs.getOrDefault("algorithm", "MD5").equalsIgnoreCase("MD5");
        return complete
                ? Optional.of(new Digest(
                        pairs.get("username"),
                        nonce.get(),
                        pairs.get("uri"),
                        pairs.get("response"),
                        pairs.getOrDefault("nc", ""),
                        pairs.getOrDefault("cnonce", ""),
                        qop))
                : Optional.empty();
    }

    private static boolean has(Map<String, String> pairs, String key) {
        return !pairs.getOrDefault(key, "").isEmpty();
    }

    private static Optional<Long> hexadecimal(String text) {
        Matcher matcher = HEXADECIMAL.matcher(text);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1), 16)) : Optional.empty();
    }

    /** The count as a number; 0 if it is none. */
    long countNumber() {
        return hexadecimal(count).orElse(0L);
    }

    /** Whether only somebody with this user's secret could have sent it, with this method. */
    boolean proves(User knower, String method) {
        String who = md5(knower.name() + ":" + REALM + ":" + knower.secret());
        String what = md5(method + ":" + uri);
        String middle = qop ? spelled(nonce) + ":" + count + ":" + clientNonce + ":auth" : spelled(nonce);
        return response.toLowerCase(Locale.ROOT).startsWith(md5(who + ":" + middle + ":" + what));
    }

    static String spelled(long nonce) {
        return String.format("%08x", nonce);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(WireText.bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which digest authentication needs", e);
        }
    }
}
