package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.PublishedEvent;
import io.jackfield.simulator.internal.wire.WireText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Who is logged in, and what of the events it asked to see. Knows nothing of how it is connected. */
public final class ManagerSession {

    private final String id;
    private final String challenge;
    private final List<EventFilter> filters = new ArrayList<>();
    private boolean challenged;
    private User user;
    private String userName = "";
    private Instant loggedIn = Instant.EPOCH;
    private int eventMask;

    public ManagerSession(String id, String challenge) {
        this.id = id;
        this.challenge = challenge;
    }

    /** Whether an event goes to this session. */
    public boolean wants(PublishedEvent event) {
        int classes = event.classes();
        return user != null
                && (eventMask & classes) == classes
                && (user.read() & classes) == classes
                && EventFilter.pass(filters, event);
    }

    /** Whether it sees, or with {@code mask} would see, this class. */
    public boolean sees(EventClass eventClass) {
        return (eventMask & user.read() & eventClass.bit()) != 0;
    }

    /** Takes a mask as a client writes it; returns what it was read as. */
    public int eventMask(String text) {
        int mask = EventClass.ofEventMask(text);
        if (mask >= 0) {
            eventMask = mask;
        }
        return mask;
    }

    /** A client that comes to fetch events wants them all if it wanted none so far. */
    public void listen() {
        if (eventMask == EventClass.NONE) {
            eventMask = EventClass.ALL;
        }
    }

    public boolean listens() {
        return eventMask != EventClass.NONE;
    }

    /** @param name the user's name as the client wrote it */
    public void login(User newUser, String name, Instant now) {
        user = newUser;
        userName = name;
        loggedIn = now;
        eventMask = EventClass.ALL;
    }

    public boolean isLoggedIn() {
        return user != null;
    }

    public User user() {
        return user;
    }

    /** The user's name as the client wrote it, "" before login. */
    public String userName() {
        return userName;
    }

    public Instant loggedIn() {
        return loggedIn;
    }

    /** An action without a class is for everybody. */
    public boolean may(int classes) {
        return classes == EventClass.NONE || (user.write() & classes) != 0;
    }

    public void addFilter(String criteria, String pattern) throws FilterException {
        filters.add(FilterParser.parse(criteria, pattern));
    }

    public String id() {
        return id;
    }

    /** The number to be proven against; the same for the whole session. */
    public String askChallenge() {
        challenged = true;
        return challenge;
    }

    public boolean wasChallenged() {
        return challenged;
    }

    String challenge() {
        return challenge;
    }

    /** The key a client sends that knows the secret. */
    public String expectedKey(String secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(md5.digest(WireText.bytes(secret)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no MD5, which manager logins need", e);
        }
    }
}
