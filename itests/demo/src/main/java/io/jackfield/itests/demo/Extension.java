package io.jackfield.itests.demo;

import java.util.List;

/**
 * An extension of a dialplan.
 *
 * @param steps its applications, as in {@code extensions.conf}
 */
record Extension(String context, String name, List<String> steps) {
    Extension(String context, String name, String... steps) {
        this(context, name, List.of(steps));
    }

    /** As text for {@code extensions.conf}. */
    String text() {
        return "exten = %s,1,%s\n".formatted(name, String.join("\n same = n,", steps));
    }
}
