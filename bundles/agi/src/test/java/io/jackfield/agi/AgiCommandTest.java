package io.jackfield.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgiCommandTest {

    @Test
    void argumentsByNameComeInTheOrderOfTheLine() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("maxDigits", "4");
        arguments.put("timeout", "5s");
        arguments.put("file", "enter-pin");
        AgiCommand command = AgiCommand.of(AgiVerb.GET_DATA, arguments);
        assertThat(command).isEqualTo(AgiCommands.getData("enter-pin", Duration.ofSeconds(5), 4));
        assertThat(command.words()).containsExactly("GET", "DATA", "enter-pin", "5000", "4");
    }

    @Test
    void whatAsteriskChoosesBadlyIsAlwaysSent() {
        assertThat(of(AgiVerb.GET_DATA, "file", "x").arguments()).containsExactly("x", "0", "1023");
        assertThat(of(AgiVerb.GET_OPTION, "file", "x").arguments()).containsExactly("x", "0123456789*#", "5000");
        assertThat(of(AgiVerb.STREAM_FILE, "file", "x").arguments()).containsExactly("x", "");
        assertThat(of(AgiVerb.EXEC, "application", "Answer").arguments()).containsExactly("Answer", "");
        assertThat(of(AgiVerb.VERBOSE, "message", "x").arguments()).containsExactly("x");
    }

    @Test
    void anOptionalArgumentBringsTheOnesBeforeIt() {
        assertThat(of(AgiVerb.CONTROL_STREAM_FILE, "file", "x", "offset", "1500")
                        .arguments())
                .containsExactly("x", "", "3000", "#", "*", "", "1500");
        assertThat(of(AgiVerb.SAY_DATETIME, "time", "1", "timezone", "Europe/Berlin")
                        .arguments())
                .containsExactly("1", "", "ABdY 'digits/at' IMp", "Europe/Berlin");
    }

    @Test
    void recordingHasItsOwnWordsForBeepAndSilence() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(AgiCommands.recordFile("f", "wav", "#", minute, null, true, Duration.ofSeconds(3))
                        .arguments())
                .containsExactly("f", "wav", "#", "60000", "0", "BEEP", "s=3");
        assertThat(of(AgiVerb.RECORD_FILE, "file", "f", "timeout", "-1", "silence", "2s")
                        .arguments())
                .containsExactly("f", "wav", "#", "-1", "0", "s=2");
        assertThat(of(AgiVerb.RECORD_FILE, "file", "f", "timeout", "1m", "beep", "false")
                        .arguments())
                .containsExactly("f", "wav", "#", "60000", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "5s,5000",
        "1m30s,90000",
        "250ms,250",
        "1500,1500",
        "PT2.5S,2500",
        "forever,-1",
        "-1,-1",
        "1h,3600000",
        "0,0"
    })
    void timesAreWrittenAsPeopleDo(String text, String sent) {
        assertThat(of(AgiVerb.WAIT_FOR_DIGIT, "timeout", text).arguments()).containsExactly(sent);
    }

    @Test
    void unitsAreThoseOfTheCommand() {
        assertThat(of(AgiVerb.SPEECH_RECOGNIZE, "prompt", "p", "timeout", "10").arguments())
                .containsExactly("p", "10");
        assertThat(AgiCommands.speechRecognize("p", Duration.ofMillis(1500)).arguments())
                .containsExactly("p", "2");
        assertThat(AgiCommands.setAutoHangup(Duration.ofMillis(90_500)).arguments())
                .containsExactly("90.5");
        assertThat(AgiCommands.setAutoHangup(Duration.ofSeconds(100)).arguments())
                .containsExactly("100");
        assertThat(AgiCommands.waitForDigit(AgiCommands.FOREVER).arguments()).containsExactly("-1");
        assertThat(AgiCommands.waitForDigit(Duration.ofNanos(1)).arguments()).containsExactly("1");
        assertThat(AgiCommands.sayTime(Instant.parse("2026-01-01T00:00:00Z"), "")
                        .arguments())
                .containsExactly("1767225600", "");
        assertThat(of(AgiVerb.SAY_TIME, "time", "2026-01-01T01:00:00+01:00").arguments())
                .containsExactly("1767225600", "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET DATA, maxDigits, 1024, a whole number from 1 to 1023",
        "GET DATA, maxDigits, 0, a whole number from 1 to 1023",
        "GET DATA, maxDigits, four, a whole number",
        "GET DATA, timeout, -2, milliseconds from -1",
        "GET DATA, timeout, 5 s, a time such as 5s",
        "GET DATA, timeout, 5sx, a time such as 5s",
        "GET DATA, timeout, forever and ever, a time such as 5s",
        "GET OPTION, timeout, -1, from 0",
        "STREAM FILE, escapeDigits, 12x, keys out of",
        "STREAM FILE, file, '', not empty",
        "STREAM FILE, offset, -1, from 0",
        "CONTROL STREAM FILE, forwardKey, 12, one key",
        "SAY DIGITS, number, *12, digits",
        "SAY DIGITS, number, '', digits",
        "SAY NUMBER, number, 2147483648, to 2147483647",
        "SAY NUMBER, gender, x, 'one of f, m, c, n'",
        "SAY ALPHA, letterCase, z, 'one of a, l, n, u'",
        "SAY DATE, time, 2147483648, to 2147483647",
        "SAY DATETIME, time, x, seconds since 1970",
        "SET MUSIC, mode, maybe, 'one of on, off'",
        "TDD MODE, mode, x, 'one of on, off, mate, tdd'",
        "VERBOSE, level, 5, from 0 to 4",
        "RECORD FILE, beep, yes, true or false",
        "RECORD FILE, silence, 0, from 1",
        "SET AUTOHANGUP, timeout, -1, from 0",
        "SPEECH RECOGNIZE, timeout, forever, from 0"
    })
    void aValueOutOfRangeIsRefusedWithCommandArgumentAndRange(
            String verb, String argument, String value, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.find(verb).orElseThrow(), argument, value))
                .satisfies(e -> {
                    // Another argument may be missing too; the order of the line decides which is named.
                    String message = e.getMessage();
                    assertThat(message).startsWith(verb);
                    if (!message.contains("needs the argument")) {
                        assertThat(message).contains("argument " + argument).contains(expected);
                    } else {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> AgiCommand.of(
                                        AgiVerb.find(verb).orElseThrow(), completed(verb, argument, value)))
                                .withMessageContaining("argument " + argument)
                                .withMessageContaining(expected);
                    }
                });
    }

    /** With a good value for each argument that is required. */
    private static Map<String, Object> completed(String verb, String argument, String value) {
        Map<String, Object> arguments = new HashMap<>();
        for (AgiParameter parameter : AgiVerb.find(verb).orElseThrow().parameters()) {
            if (parameter.required()) {
                arguments.put(
                        parameter.name(),
                        parameter.kind() == AgiParameter.Kind.CHOICE
                                ? parameter.choices().get(0)
                                : "1");
            }
        }
        arguments.put(argument, value);
        return arguments;
    }

    @Test
    void aValueNeverAppearsInAMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.SAY_DIGITS, "number", "secret4711"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("4711"));
        assertThat(AgiCommands.setVariable("PIN", "4711")).hasToString("SET VARIABLE");
        assertThat(AgiCommand.raw("X4 4711")).hasToString("X4");
    }

    @Test
    void aMissingOrUnknownArgumentIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.STREAM_FILE, "escapeDigits", "1"))
                .withMessageContaining("STREAM FILE needs the argument file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.STREAM_FILE, "filename", "x"))
                .withMessageContaining("'filename', expected file, escapeDigits, offset");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.ANSWER, "x", "x"))
                .withMessageContaining("expected none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nEXEC System x", "a\r", "a\0b"})
    void whatWouldBeAnotherCommandIsRefused(String hostile) {
        for (AgiVerb verb : AgiVerb.values()) {
            for (AgiParameter parameter : verb.parameters()) {
                assertThatIllegalArgumentException()
                        .as(verb + " " + parameter.name())
                        .isThrownBy(() -> AgiCommand.of(verb, completed(verb.words(), parameter.name(), hostile)));
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> AgiCommand.raw(hostile));
    }

    @Test
    void rawLinesAreTakenApartAsAsteriskDoes() {
        assertThat(AgiCommand.raw("  noop a\tb  c ").words()).containsExactly("noop", "a", "b", "c");
        assertThat(AgiCommand.raw("SET VARIABLE QQ a\"b c\"d").words())
                .containsExactly("SET", "VARIABLE", "QQ", "ab cd");
        assertThat(AgiCommand.raw("SET VARIABLE ESC \"a\\\"b\\\\c\\nd\"").arguments())
                .containsExactly("ESC", "a\"b\\cnd");
        assertThat(AgiCommand.raw("GET DATA \"\" 500").arguments()).containsExactly("", "500");
        assertThat(AgiCommand.raw("SET VARIABLE A b\\ c").arguments()).containsExactly("A", "b c");
    }

    @Test
    void aRawLineKnowsItsCommand() {
        assertThat(AgiCommand.raw("wait for digit 500").verb()).contains(AgiVerb.WAIT_FOR_DIGIT);
        assertThat(AgiCommand.raw("\"GET\" \"VARIABLE\" x").verb()).contains(AgiVerb.GET_VARIABLE);
        assertThat(AgiCommand.raw("get-variable x").verb()).isEmpty();
        assertThat(AgiCommand.raw("\"GET VARIABLE\" x").verb()).isEmpty();
        assertThat(AgiCommand.raw("STREAM").verb()).isEmpty();
        assertThat(AgiCommand.raw("speech activate grammar g").arguments()).containsExactly("g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\"\" x", "failure", "FAILUREXYZ now", " failure", "\"fail\"ure", "NOOP \"open"})
    void rawLinesThatWouldNotBeOneCommandAreRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> AgiCommand.raw(line));
    }

    @Test
    void no128thWordReachesAsterisk() {
        assertThat(AgiCommand.raw("NOOP" + " x".repeat(126)).words()).hasSize(127);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgiCommand.raw("NOOP" + " x".repeat(127)))
                .withMessageContaining("at most 127");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(AgiVerb.NOOP, "text", "x ".repeat(127)))
                .withMessageContaining("at most 127");
    }

    @Test
    void eachOfThe47HasAFactory() throws ReflectiveOperationException {
        Set<AgiVerb> made = EnumSet.noneOf(AgiVerb.class);
        for (Method factory : AgiCommands.class.getMethods()) {
            if (Modifier.isStatic(factory.getModifiers())) {
                AgiCommand command = (AgiCommand) factory.invoke(null, sampleArguments(factory));
                String name = command.toString().replace(" ", "");
                assertThat(factory.getName()).isEqualToIgnoringCase(name);
                made.add(command.verb().orElseThrow());
            }
        }
        assertThat(made).containsExactly(AgiVerb.values());
    }

    private static Object[] sampleArguments(Method factory) {
        return Arrays.stream(factory.getParameters())
                .map(parameter -> switch (parameter.getType().getSimpleName()) {
                    case "String" -> sampleText(factory, parameter.getName());
                    case "Duration" -> Duration.ofSeconds(5);
                    case "Instant" -> Instant.EPOCH;
                    case "int" -> 3;
                    case "long", "Long" -> 3L;
                    case "boolean" -> true;
                    case "Character" -> '5';
                    default -> throw new AssertionError(parameter);
                })
                .toArray();
    }

    /** A text that each kind accepts, for those whose choices leave none. */
    private static String sampleText(Method factory, String parameter) {
        return switch (factory.getName()) {
            case "tddMode" -> "on";
            case "sayNumber" -> factory.getParameterCount() == 3 && !parameter.equals("arg1") ? "c" : "1";
            case "sayAlpha" -> factory.getParameterCount() == 3 ? "a" : "1";
            default -> "1";
        };
    }

    @Test
    void howLongItMayTakeIsKnownOnlyWhereAsteriskWaitsByItself() {
        assertThat(AgiCommands.noop().longest()).contains(Duration.ZERO);
        assertThat(AgiCommands.waitForDigit(Duration.ofSeconds(5)).longest()).contains(Duration.ofSeconds(5));
        assertThat(AgiCommands.waitForDigit(AgiCommands.FOREVER).longest()).isEmpty();
        assertThat(AgiCommands.exec("Dial", "PJSIP/100").longest()).isEmpty();
        assertThat(AgiCommands.gosub("c", "e", "1").longest()).isEmpty();
        assertThat(AgiCommands.streamFile("long", "").longest()).isEmpty();
        assertThat(AgiCommands.getData("long", Duration.ofSeconds(5), 4).longest())
                .isEmpty();
        assertThat(AgiCommands.getData("", Duration.ofSeconds(5), 4).longest()).contains(Duration.ofSeconds(20));
        assertThat(AgiCommands.getData("", Duration.ZERO, 2).longest()).contains(Duration.ofSeconds(10));
        assertThat(AgiCommands.getData("", AgiCommands.FOREVER, 4).longest()).isEmpty();
        assertThat(AgiCommands.recordFile("f", "wav", "#", Duration.ofMinutes(2))
                        .longest())
                .contains(Duration.ofMinutes(2));
        assertThat(AgiCommands.getVariable("X").longest()).contains(Duration.ZERO);
        assertThat(AgiCommands.getVariable("CURL(http://slow)").longest()).isEmpty();
        assertThat(AgiCommand.raw("WAIT FOR DIGIT soon").longest()).isEmpty();
        assertThat(AgiCommand.raw("SOMETHING ELSE").longest()).isEmpty();
    }

    private static AgiCommand of(AgiVerb verb, String... namesAndValues) {
        Map<String, String> arguments = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return AgiCommand.of(verb, Collections.unmodifiableMap(arguments));
    }
}
