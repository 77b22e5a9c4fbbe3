package io.jackfield.manager;

import java.util.List;

/** The answer to one action. */
public final class ManagerResponse extends ManagerMessage {

    public ManagerResponse(Headers headers) {
        super(headers);
    }

    /** Whether Asterisk accepted the action: {@code Response} is anything but {@code Error}. */
    public boolean isSuccess() {
        return !"Error".equalsIgnoreCase(get("Response"));
    }

    /** The first {@code Message}, or an empty text; stray line feeds that some actions leave in it are not part of it. */
    public String message() {
        String message = get("Message");
        return message == null ? "" : message.stripTrailing();
    }

    /** Whether list items follow: {@code EventList: start}. */
    public boolean opensList() {
        return "start".equalsIgnoreCase(get("EventList"));
    }

    /** The lines a {@code Command} printed, leading blanks kept. */
    public List<String> output() {
        return all("Output");
    }
}
