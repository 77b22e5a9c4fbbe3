package io.jackfield.agi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long commands take at most; the facts are in {@code res_agi.c}. */
final class Durations {

    private static final long FIRST_DIGIT = 6_000;
    private static final long NEXT_DIGIT = 2_000;

    private Durations() {}

    static Optional<Duration> longest(AgiCommand command) {
        if (command.verb().isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = command.arguments();
        return switch (command.verb().get()) {
            case EXEC, GOSUB, GET_FULL_VARIABLE -> Optional.empty();
            case STREAM_FILE, CONTROL_STREAM_FILE, GET_OPTION, SPEECH_RECOGNIZE -> Optional.empty();
            case SAY_ALPHA, SAY_DATE, SAY_DATETIME, SAY_DIGITS, SAY_NUMBER, SAY_PHONETIC, SAY_TIME -> Optional.empty();
            case GET_VARIABLE, SET_VARIABLE -> isFunction(arguments) ? Optional.empty() : Optional.of(Duration.ZERO);
            case WAIT_FOR_DIGIT, RECEIVE_CHAR, RECEIVE_TEXT -> millis(arguments, 0);
            case RECORD_FILE -> millis(arguments, 3);
            case GET_DATA -> ofGetData(arguments);
            default -> Optional.of(Duration.ZERO);
        };
    }

    /** A function may do anything, such as ask a web server. */
    private static boolean isFunction(List<String> arguments) {
        return !arguments.isEmpty() && arguments.get(0).endsWith(")");
    }

    private static Optional<Duration> ofGetData(List<String> arguments) {
        Optional<Duration> each = millis(arguments, 1);
        if (arguments.size() != 3 || !arguments.get(0).isEmpty() || each.isEmpty()) {
            return Optional.empty();
        }
        long maxDigits = Values.number(arguments.get(2));
        if (each.get().isZero()) {
            return Optional.of(Duration.ofMillis(FIRST_DIGIT + NEXT_DIGIT * maxDigits));
        }
        return Optional.of(each.get().multipliedBy(maxDigits));
    }

    /** Empty if it is absent or negative, which is without end. */
    private static Optional<Duration> millis(List<String> arguments, int index) {
        long millis = arguments.size() > index ? Values.number(arguments.get(index)) : -1;
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
