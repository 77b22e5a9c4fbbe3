package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** The tables of options in the README have the names and defaults that the catalog has. */
class OptionTablesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)` )?\\| [^|]+ \\|$");

    @Test
    void theEndpointsTable() throws Exception {
        assertThat(table("Of an endpoint")).isEqualTo(catalog("properties"));
    }

    @Test
    void theComponentsTable() throws Exception {
        assertThat(table("Of the component")).isEqualTo(catalog("componentProperties"));
    }

    private static Map<String, String> table(String heading) throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        String below = readme.substring(readme.indexOf('|', readme.indexOf(heading)));
        List<MatchResult> rows = ROW.matcher(below.substring(0, below.indexOf("\n\n") + 1))
                .results()
                .toList();
        Map<String, String> table = new TreeMap<>();
        rows.forEach(row -> table.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        assertThat(table).as("an option has one row").hasSize(rows.size());
        return table;
    }

    private static Map<String, String> catalog(String part) throws IOException, DeserializationException {
        try (Reader json = new InputStreamReader(
                AmiComponent.class.getResourceAsStream("/META-INF/io/jackfield/camel/ami/ami.json"),
                StandardCharsets.UTF_8)) {
            JsonObject options = ((JsonObject) Jsoner.deserialize(json)).getMap(part);
            Map<String, String> catalog = new TreeMap<>();
            options.forEach((name, value) -> {
                JsonObject option = (JsonObject) value;
                String prefix = option.getString("prefix");
                catalog.put(prefix == null ? name : prefix + "*", defaultOf(option));
            });
            return catalog;
        }
    }

    /** As it is written in a URI. */
    private static String defaultOf(JsonObject option) {
        Object value = option.get("defaultValue");
        if (value == null) {
            return "";
        }
        return "enum".equals(option.getString("type")) ? camelCase(value.toString()) : value.toString();
    }

    private static String camelCase(String constant) {
        return Pattern.compile("_(.)")
                .matcher(constant.toLowerCase(Locale.ROOT))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
