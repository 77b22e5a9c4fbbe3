package io.jackfield.ajam.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.spi.Secret;
import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP digest authentication as Asterisk wants it ({@code ast_http_auth}): MD5 with quality {@code auth}. A nonce is good for about
 * a minute and its counter must rise; otherwise the PBX hands out a new one and keeps the login, so the request is simply signed
 * again.
 */
final class DigestIdentity implements Identity {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

    private final String username;
    private final Secret secret;
    private final String path;
    private final SecureRandom random = new SecureRandom();
    private Map<String, String> challenge = Map.of();
    private int count;

    /** @param path of the requests, as it is sent */
    DigestIdentity(String username, Secret secret, String path) {
        this.username = username;
        this.secret = secret;
        this.path = path;
    }

    @Override
    public void sign(HttpRequest.Builder request) {
        if (challenge.isEmpty()) {
            return;
        }
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String nc = String.format("%08x", ++count);
        byte[] noise = new byte[8];
        random.nextBytes(noise);
        String cnonce = HexFormat.of().formatHex(noise);
        String user = md5(username + ":" + realm + ":" + secret.reveal());
        String what = md5("POST:" + path);
        String response = md5(String.join(":", user, nonce, nc, cnonce, "auth", what));
        request.setHeader(
                "Authorization",
                "Digest username=\"" + username.replace("\\", "\\\\").replace("\"", "\\\"") + "\", realm=\"" + realm
                        + "\", nonce=\"" + nonce + "\", uri=\"" + path + "\", algorithm=MD5, qop=auth, nc=" + nc
                        + ", cnonce=\"" + cnonce + "\", response=\"" + response + "\", opaque=\""
                        + challenge.getOrDefault("opaque", "") + "\"");
    }

    @Override
    public Verdict judge(HttpResponse<?> response) throws ProtocolException {
        if (response.statusCode() != 401) {
            return Verdict.KNOWN;
        }
        boolean signed =
                response.request().headers().firstValue("Authorization").isPresent();
        Map<String, String> offered = response.headers().allValues("WWW-Authenticate").stream()
                .filter(offer -> offer.regionMatches(true, 0, "Digest ", 0, 7))
                .map(DigestIdentity::parameters)
                .filter(offer -> offer.getOrDefault("algorithm", "MD5").equalsIgnoreCase("MD5"))
                .findFirst()
                .orElseThrow(() -> new ProtocolException("HTTP 401 without an offer of MD5 digest authentication"));
        if (!offered.getOrDefault("nonce", "").equals(challenge.get("nonce"))) {
            count = 0;
        }
        challenge = offered;
        boolean stale = "true".equalsIgnoreCase(offered.get("stale"));
        return signed && !stale ? Verdict.REFUSED : Verdict.AGAIN;
    }

    private static Map<String, String> parameters(String offer) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Matcher matcher = PARAMETER.matcher(offer);
        while (matcher.find()) {
            parameters.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return parameters;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    @Override
    public boolean isLoggedIn() {
        return true;
    }

    @Override
    public Optional<Duration> lifetime() {
        return Optional.empty();
    }
}
