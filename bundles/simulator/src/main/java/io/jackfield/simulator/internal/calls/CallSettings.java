package io.jackfield.simulator.internal.calls;

import java.time.Duration;

/**
 * How long things take when nobody says otherwise.
 *
 * @param answerAfter how long a telephone rings before it is answered
 * @param minTalk shortest conversation
 * @param maxTalk longest conversation
 */
public record CallSettings(Duration answerAfter, Duration minTalk, Duration maxTalk) {}
