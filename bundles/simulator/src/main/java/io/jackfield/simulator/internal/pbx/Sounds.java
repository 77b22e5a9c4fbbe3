package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which prompts there are, and how long they take.
 *
 * @param otherwise the length of a prompt that is not named, empty if there are no others
 */
public record Sounds(Map<String, Duration> named, Optional<Duration> otherwise) {

    private static final Duration SPOKEN_WORD = Duration.ofMillis(500);

    public Sounds {
        named = Map.copyOf(named);
    }

    /** Empty if there is no such prompt. */
    public Optional<Duration> length(String prompt) {
        Duration length = named.get(prompt);
        return length == null ? otherwise : Optional.of(length);
    }

    /** How long it takes to say so many words, digits or letters. */
    public Duration spoken(int words) {
        return SPOKEN_WORD.multipliedBy(words);
    }
}
