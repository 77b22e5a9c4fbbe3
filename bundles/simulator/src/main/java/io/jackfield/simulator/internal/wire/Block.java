package io.jackfield.simulator.internal.wire;

/** One block of headers on its way to a client: a response, a list item or an event. */
public final class Block {

    private final StringBuilder text = new StringBuilder(256);

    private Block(String first, String value) {
        header(first, value);
    }

    public static Block response(String outcome) {
        return new Block("Response", outcome);
    }

    public static Block event(String name) {
        return new Block("Event", name);
    }

    public Block header(String name, Object value) {
        text.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** A header whose absence and emptiness are the same. */
    public Block optional(String name, String value) {
        return value.isEmpty() ? this : header(name, value);
    }

    /** Headers that are already written, each with its line end. */
    public Block headers(CharSequence written) {
        text.append(written);
        return this;
    }

    /** A line that need not be a header. */
    public Block line(String line) {
        text.append(line).append("\r\n");
        return this;
    }

    /** The block with the empty line that ends it. */
    @Override
    public String toString() {
        return text + "\r\n";
    }
}
