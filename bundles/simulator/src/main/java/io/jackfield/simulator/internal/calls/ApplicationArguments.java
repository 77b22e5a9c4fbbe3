package io.jackfield.simulator.internal.calls;

import java.util.ArrayList;
import java.util.List;

/** Splits the data of an application as Asterisk splits it for most of them: commas in parentheses, brackets or quotes do not count. */
public final class ApplicationArguments {

    private static final int MOST = 128;

    private ApplicationArguments() {}

    /** The arguments without quotes and backslashes; of more than 128 the last one takes the rest. */
    public static List<String> split(String data) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        int parentheses = 0;
        int brackets = 0;
        boolean quoted = false;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            boolean splits = parentheses == 0 && brackets == 0 && !quoted && arguments.size() < MOST - 1;
            if (c == '"') {
                quoted = !quoted;
                continue;
            }
            if (c == '\\') {
                if (++i < data.length()) {
                    argument.append(data.charAt(i));
                }
                continue;
            }
            if (c == ',' && splits) {
                arguments.add(argument.toString());
                argument.setLength(0);
                continue;
            }
            switch (c) {
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                case '[' -> brackets++;
                case ']' -> brackets = Math.max(0, brackets - 1);
                default -> {}
            }
            argument.append(c);
        }
        arguments.add(argument.toString());
        return arguments;
    }
}
