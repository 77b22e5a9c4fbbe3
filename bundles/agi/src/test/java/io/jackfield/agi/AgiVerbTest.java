package io.jackfield.agi;

import static io.jackfield.agi.AgiParameter.Kind.CHOICE;
import static io.jackfield.agi.AgiParameter.Kind.DECIMAL_SECONDS;
import static io.jackfield.agi.AgiParameter.Kind.DIGIT;
import static io.jackfield.agi.AgiParameter.Kind.DIGITS;
import static io.jackfield.agi.AgiParameter.Kind.EPOCH;
import static io.jackfield.agi.AgiParameter.Kind.EXPRESSION;
import static io.jackfield.agi.AgiParameter.Kind.FLAG;
import static io.jackfield.agi.AgiParameter.Kind.INTEGER;
import static io.jackfield.agi.AgiParameter.Kind.MILLISECONDS;
import static io.jackfield.agi.AgiParameter.Kind.NAME;
import static io.jackfield.agi.AgiParameter.Kind.NUMBER;
import static io.jackfield.agi.AgiParameter.Kind.SECONDS;
import static io.jackfield.agi.AgiParameter.Kind.SILENCE;
import static io.jackfield.agi.AgiParameter.Kind.TEXT;
import static io.jackfield.agi.AgiParameter.Kind.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiParameter.Kind;
import io.jackfield.agi.AgiVerb.OnInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table against the one that was taken from Asterisk's sources. */
class AgiVerbTest {

    private static final Map<String, Set<Kind>> KINDS = Map.ofEntries(
            Map.entry("string", Set.of(TEXT, NAME, EXPRESSION, CHOICE)),
            Map.entry("string*", Set.of(WORDS)),
            Map.entry("digits", Set.of(DIGITS, NUMBER)),
            Map.entry("digit", Set.of(DIGIT)),
            Map.entry("int", Set.of(INTEGER, MILLISECONDS, SECONDS, EPOCH)),
            Map.entry("long", Set.of(INTEGER, MILLISECONDS, EPOCH)),
            Map.entry("double", Set.of(DECIMAL_SECONDS)),
            Map.entry("any", Set.of(FLAG)),
            Map.entry("token", Set.of(SILENCE)),
            Map.entry("enum", Set.of(CHOICE)),
            Map.entry("int-or-label", Set.of(NAME)),
            Map.entry("a-l-n-u", Set.of(CHOICE)),
            Map.entry("on-off-mate-tdd", Set.of(CHOICE)));

    /** Those which Asterisk demands, but which have a sensible value if nobody gives one. */
    private static final Set<String> DEFAULTED = Set.of("escapeDigits", "file", "format", "engine");

    /** A line of the table. */
    private record Row(String words, String arguments, String results, boolean dead, String onInput) {

        static Row of(String line) {
            String[] cells = line.split("\t");
            return new Row(cells[0], cells[1], cells[2], cells[3].equals("yes"), cells[4]);
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream table = AgiVerbTest.class.getResourceAsStream("/agi-commands.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Row::of)
                    .toList();
        }
    }

    @Test
    void hasExactlyTheCommandsOfTheTableInItsOrder() throws IOException {
        assertThat(Arrays.stream(AgiVerb.values()).map(AgiVerb::words))
                .containsExactlyElementsOf(rows().stream().map(Row::words).toList())
                .hasSize(47);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachRowSaysTheSame(Row row) {
        AgiVerb verb = AgiVerb.find(row.words()).orElseThrow();
        assertThat(verb.results()).isEqualTo(row.results());
        assertThat(verb.worksOnDeadChannel()).isEqualTo(row.dead());
        assertThat(verb.onInput())
                .isEqualTo(
                        switch (row.onInput()) {
                            case "no" -> OnInput.GOES_ON;
                            case "yes(no reply)" -> OnInput.CUT_WITHOUT_REPLY;
                            case "yes(result=1)" -> OnInput.CUT_WITH_REPLY;
                            default -> throw new AssertionError(row.onInput());
                        });
        List<String> arguments = row.arguments().equals("-")
                ? List.of()
                : List.of(row.arguments().split(" "));
        assertThat(verb.parameters()).hasSameSizeAs(arguments);
        for (int i = 0; i < arguments.size(); i++) {
            same(verb.parameters().get(i), arguments.get(i));
        }
    }

    private static void same(AgiParameter parameter, String argument) {
        boolean optional = argument.endsWith("?") || argument.endsWith("*");
        String type = argument.substring(argument.indexOf(':') + 1).replace("?", "");
        assertThat(KINDS.get(type)).as(argument).contains(parameter.kind());
        if (!optional) {
            boolean given = parameter.required() || DEFAULTED.contains(parameter.name());
            assertThat(given).as(argument + " is always sent").isTrue();
        }
        if (argument.contains("_ms")) {
            assertThat(parameter.kind()).as(argument).isEqualTo(MILLISECONDS);
        }
        if (argument.contains("_sec")) {
            assertThat(parameter.kind()).as(argument).isIn(SECONDS, SILENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(AgiVerb.class)
    void isDescribedForUsersAndFoundByBothNames(AgiVerb verb) {
        assertThat(verb.description()).endsWith(".");
        assertThat(verb.uriName()).matches("[a-z]+(-[a-z]+)*");
        assertThat(AgiVerb.find(verb.uriName())).contains(verb);
        assertThat(AgiVerb.find(verb.words().toLowerCase())).contains(verb);
        assertThat(verb.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.name()).matches("[a-z][A-Za-z]*");
            assertThat(parameter.description()).endsWith(".");
            assertThat(parameter.required()).isEqualTo(parameter.presence() == AgiParameter.Presence.REQUIRED);
        });
        assertThat(verb.parameters().stream().map(AgiParameter::name)).doesNotHaveDuplicates();
    }

    @Test
    void onlyTextThatAsteriskEvaluatesIsTakenLiterally() {
        assertThat(Stream.of(AgiVerb.values()).flatMap(verb -> verb.parameters().stream()
                        .filter(AgiParameter::literal)
                        .map(parameter -> verb.uriName() + " " + parameter.name())))
                .containsExactly("exec options", "get-full-variable expression");
    }

    @Test
    void theOnesThatFetchAreThese() {
        assertThat(Stream.of(AgiVerb.values()).filter(AgiVerb::fetches))
                .containsExactly(
                        AgiVerb.CHANNEL_STATUS,
                        AgiVerb.DATABASE_GET,
                        AgiVerb.GET_DATA,
                        AgiVerb.GET_FULL_VARIABLE,
                        AgiVerb.GET_OPTION,
                        AgiVerb.GET_VARIABLE,
                        AgiVerb.RECEIVE_CHAR,
                        AgiVerb.RECEIVE_TEXT,
                        AgiVerb.SPEECH_RECOGNIZE,
                        AgiVerb.WAIT_FOR_DIGIT);
    }
}
