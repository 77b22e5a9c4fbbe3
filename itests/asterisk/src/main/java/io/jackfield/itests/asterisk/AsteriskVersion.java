package io.jackfield.itests.asterisk;

/** The major versions tests run on: the newest with long-term support, and an old one that is still met in the field. */
public enum AsteriskVersion {
    V22(22),
    V16(16);

    private final int major;

    AsteriskVersion(int major) {
        this.major = major;
    }

    public int major() {
        return major;
    }

    @Override
    public String toString() {
        return "Asterisk " + major;
    }
}
