package io.jackfield.simulator.internal.pbx;

import io.jackfield.simulator.internal.wire.WireText;

/** An event as it goes to every listener: written once, with its classes beside it for the masks. */
public final class PublishedEvent {

    private final String name;
    private final int classes;
    private final String text;
    private byte[] bytes;

    /** @param text the whole block without the empty line that ends it */
    public PublishedEvent(String name, int classes, String text) {
        this.name = name;
        this.classes = classes;
        this.text = text;
    }

    public String name() {
        return name;
    }

    public int classes() {
        return classes;
    }

    /** The whole block without the empty line that ends it. */
    public String text() {
        return text;
    }

    /** The whole block; shared between listeners, not to be changed. */
    public byte[] bytes() {
        if (bytes == null) {
            bytes = WireText.bytes(text + "\r\n");
        }
        return bytes;
    }
}
