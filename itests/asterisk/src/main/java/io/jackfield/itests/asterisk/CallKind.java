package io.jackfield.itests.asterisk;

/** What a generated call does. */
public enum CallKind {
    /** Rings a desk phone, which answers. */
    DESK("101"),
    /** Waits in the queue {@code support} for one of three agents; the caller may lose patience. */
    QUEUE("200"),
    /** Joins the conference {@code meeting}, where all such calls meet. */
    CONFERENCE("300");

    private final String extension;

    CallKind(String extension) {
        this.extension = extension;
    }

    /** What the caller dials, in context {@code office}. */
    public String extension() {
        return extension;
    }
}
