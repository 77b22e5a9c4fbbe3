package io.jackfield.manager;

import java.util.ArrayList;
import java.util.List;

/** The answer to one action. */
public final class ManagerResponse extends ManagerMessage {

    /** What ends the answer to a {@code Command} that begins with {@code Response: Follows}. */
    public static final String END_OF_COMMAND = "--END COMMAND--";

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
        return !isRawText() && "start".equalsIgnoreCase(get("EventList"));
    }

    private boolean isRawText() {
        return "Follows".equalsIgnoreCase(get("Response"));
    }

    /** The lines a {@code Command} printed, leading blanks kept. */
    public List<String> output() {
        return isRawText() ? oldOutput() : all("Output");
    }

    /** Before AMI 2.10 or so the text stands raw behind the headers, up to a marker that may share its last line. */
    private List<String> oldOutput() {
        int line = 1;
        while (line < headers().size()
                && (headers().isNamed(line, "Privilege") || headers().isNamed(line, "ActionID"))) {
            line++;
        }
        List<String> output = new ArrayList<>();
        for (; line < headers().size(); line++) {
            output.add(headers().line(line));
        }
        if (output.isEmpty()) {
            return output;
        }
        int last = output.size() - 1;
        String text = output.get(last);
        output.remove(last);
        if (text.length() > END_OF_COMMAND.length()) {
            output.add(text.substring(0, text.length() - END_OF_COMMAND.length()));
        }
        return output;
    }
}
