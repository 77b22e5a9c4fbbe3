package io.jackfield.manager;

import java.nio.charset.StandardCharsets;

/** A pattern with {@code *} (any bytes) and {@code ?} (one byte), tested on raw bytes. */
final class Glob {

    private final byte[] pattern;
    private final boolean ignoreCase;

    Glob(String pattern, boolean ignoreCase) {
        this.pattern = pattern.getBytes(StandardCharsets.UTF_8);
        this.ignoreCase = ignoreCase;
    }

    /** Whether it has a wildcard. */
    boolean isPattern() {
        for (byte b : pattern) {
            if (b == '*' || b == '?') {
                return true;
            }
        }
        return false;
    }

    boolean matches(byte[] text, int from, int to) {
        int p = 0;
        int t = from;
        int star = -1;
        int resume = from;
        while (t < to) {
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length && same(pattern[p], text[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }

    private boolean same(byte wanted, byte found) {
        return wanted == found || wanted == '?' || ignoreCase && lower(wanted) == lower(found);
    }

    /** ASCII only: all that Asterisk compares without regard to case is ASCII. */
    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    @Override
    public String toString() {
        return new String(pattern, StandardCharsets.UTF_8);
    }
}
