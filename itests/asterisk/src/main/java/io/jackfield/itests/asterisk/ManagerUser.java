package io.jackfield.itests.asterisk;

/**
 * A user of manager.conf.
 *
 * @param name the user name
 * @param secret the password, in clear text as Asterisk wants it
 * @param read the event classes it sees, such as {@code all} or {@code call,agent}; empty for none
 * @param write the classes of actions it may take; empty for none
 */
public record ManagerUser(String name, String secret, String read, String write) {
    public ManagerUser {
        requirePlain("name", name);
        requirePlain("secret", secret);
        if (name.equals("general")) {
            throw new IllegalArgumentException(
                    "a manager user cannot be called general: that is a section of manager.conf");
        }
    }

    /** A user who sees and may do everything. */
    public static ManagerUser all(String name, String secret) {
        return new ManagerUser(name, secret, "all", "all");
    }

    /** A user who sees everything and may do nothing. */
    public static ManagerUser readOnly(String name, String secret) {
        return new ManagerUser(name, secret, "all", "");
    }

    /** A user who may log in, and that is all. */
    public static ManagerUser powerless(String name, String secret) {
        return new ManagerUser(name, secret, "", "");
    }

    private static void requirePlain(String what, String value) {
        if (!value.matches("[\\x21-\\x7e]+") || value.matches(".*[;\\[\\]].*")) {
            throw new IllegalArgumentException(
                    "the " + what
                            + " of a manager user must be printable ASCII without blanks, semicolons and brackets, and not empty");
        }
    }

    @Override
    public String toString() {
        return "ManagerUser[" + name + ", read=" + read + ", write=" + write + "]";
    }
}
