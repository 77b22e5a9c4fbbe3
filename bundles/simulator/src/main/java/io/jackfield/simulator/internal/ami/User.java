package io.jackfield.simulator.internal.ami;

/**
 * A manager user.
 *
 * @param read classes of the events it may see
 * @param write classes of the actions it may use
 */
public record User(String name, String secret, int read, int write) {

    /** Longer names are cut, as Asterisk does with what a client sends. */
    private static final int NAME_LENGTH = 79;

    public boolean isNamed(String sent) {
        return name.equalsIgnoreCase(sent.length() > NAME_LENGTH ? sent.substring(0, NAME_LENGTH) : sent);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
