package io.jackfield.itests.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an example has of a call.
 *
 * @param call the id of the call
 * @param done whether all is there: its end is written, its case is opened
 */
record Row(String call, boolean done) {
    /** All from one text, "id state,id state", where the state is {@code done} or another word. */
    static List<Row> parse(String text) {
        return Arrays.stream(text.split(","))
                .filter(row -> !row.isEmpty())
                .map(row -> row.split(" "))
                .map(row -> new Row(row[0], row[1].equals("done")))
                .toList();
    }

    static Set<String> calls(List<Row> rows) {
        return rows.stream().map(Row::call).collect(Collectors.toSet());
    }
}
