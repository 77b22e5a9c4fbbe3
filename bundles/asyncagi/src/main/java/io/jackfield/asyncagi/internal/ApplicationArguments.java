package io.jackfield.asyncagi.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of an application as Asterisk takes its data apart ({@code __ast_app_separate_args}): at commas, except within
 * parentheses, brackets and double quotes; quotes and backslashes are taken away.
 */
final class ApplicationArguments {

    private static final int MOST = 128;

    private ApplicationArguments() {}

    /** All of them, the first included; an empty one between two commas counts. */
    static List<String> split(String data) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        int parentheses = 0;
        int brackets = 0;
        boolean quoted = false;
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == ',' && parentheses == 0 && brackets == 0 && !quoted && arguments.size() < MOST - 1) {
                arguments.add(argument.toString());
                argument.setLength(0);
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                if (i + 1 < data.length()) {
                    argument.append(data.charAt(++i));
                }
            } else {
                parentheses = depth(parentheses, c, '(', ')');
                brackets = depth(brackets, c, '[', ']');
                argument.append(c);
            }
        }
        arguments.add(argument.toString());
        return arguments;
    }

    private static int depth(int before, char c, char open, char close) {
        if (c == open) {
            return before + 1;
        }
        return c == close && before > 0 ? before - 1 : before;
    }
}
