package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiParameter;
import io.jackfield.agi.AgiVerb;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the README have the names and defaults of the catalog, and the commands of {@link AgiVerb}. */
class OptionTablesTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)` )?\\| [^|]+ \\|$");

    private static final Set<String> ARGUMENTS = Arrays.stream(AgiVerb.values())
            .flatMap(verb -> verb.parameters().stream())
            .map(AgiParameter::name)
            .collect(Collectors.toSet());

    @ParameterizedTest
    @CsvSource({"fastagi,Of `fastagi:", "asyncagi,Of `asyncagi:"})
    void theConsumersTables(String scheme, String heading) throws Exception {
        assertThat(table(heading)).isEqualTo(catalog(scheme, "properties"));
    }

    @Test
    void theProducersTable() throws Exception {
        Map<String, String> catalog = catalog("agi", "properties");
        assertThat(catalog.keySet()).as("each argument is an option").containsAll(ARGUMENTS);
        catalog.keySet().removeAll(ARGUMENTS);

        assertThat(table("Of `agi:")).isEqualTo(catalog);
    }

    @ParameterizedTest
    @CsvSource({"fastagi,Of the components", "asyncagi,Of the components", "agi,Of the component `agi`"})
    void theComponentsTables(String scheme, String heading) throws Exception {
        assertThat(table(heading)).isEqualTo(catalog(scheme, "componentProperties"));
    }

    @Test
    void theCommands() throws Exception {
        assertThat(readme()).contains(commands());
    }

    private static String commands() {
        return Arrays.stream(AgiVerb.values())
                .map(verb -> "| `" + verb.uriName() + "` | " + arguments(verb) + " | "
                        + (verb.fetches() ? "yes" : "") + " | " + (verb.worksOnDeadChannel() ? "yes" : "") + " | "
                        + verb.description() + " |\n")
                .collect(Collectors.joining());
    }

    /** Those that must be given are bold. */
    private static String arguments(AgiVerb verb) {
        return verb.parameters().stream()
                .map(parameter ->
                        parameter.required() ? "**`" + parameter.name() + "`**" : "`" + parameter.name() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static Map<String, String> table(String heading) throws IOException {
        String readme = readme() + "\n\n";
        int start = readme.indexOf("\n" + heading);
        assertThat(start).as(heading).isPositive();
        String below = readme.substring(readme.indexOf("\n|", start));
        List<MatchResult> rows = ROW.matcher(below.substring(0, below.indexOf("\n\n") + 1))
                .results()
                .toList();
        Map<String, String> table = new TreeMap<>();
        rows.forEach(row -> table.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        assertThat(table).as("an option has one row").hasSize(rows.size());
        return table;
    }

    private static Map<String, String> catalog(String scheme, String part)
            throws IOException, DeserializationException {
        try (Reader json = new InputStreamReader(
                AgiComponent.class.getResourceAsStream("/META-INF/io/jackfield/camel/fastagi/" + scheme + ".json"),
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
        return "enum".equals(option.getString("type")) ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
    }
}
