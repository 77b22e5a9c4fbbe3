package io.jackfield.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A captured session: what the server sent, each time with what came back. */
record AgiDialog(List<Exchange> exchanges) {

    /** @param received all that came before the server sent something again; each line ended by LF */
    record Exchange(String sent, String received) {}

    private static final Pattern USAGE =
            Pattern.compile("(?s)(520-Invalid command syntax.  Proper usage follows:\n).+?(\n520 End)");

    static AgiDialog read(String name) {
        List<Exchange> exchanges = new ArrayList<>();
        String sent = null;
        StringBuilder received = new StringBuilder();
        for (String chunk : Samples.agi(name + ".dialog").split("(?m)^(?=>>|<<)")) {
            String text = chunk.length() < 2 ? "" : chunk.substring(2);
            if (chunk.startsWith(">>")) {
                if (sent != null) {
                    exchanges.add(new Exchange(sent, received.toString()));
                }
                sent = text;
                received.setLength(0);
            } else {
                received.append(text);
            }
        }
        exchanges.add(new Exchange(sent, received.toString()));
        return new AgiDialog(exchanges);
    }

    /** The explanation in a reply 520 is Asterisk's documentation: only that there is one is compared. */
    static String withoutUsage(String received) {
        return USAGE.matcher(received).replaceAll("$1…$2");
    }
}
