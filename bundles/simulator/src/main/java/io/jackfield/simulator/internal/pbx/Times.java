package io.jackfield.simulator.internal.pbx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The ways in which Asterisk writes times. The simulator's PBX lives in UTC. */
public final class Times {

    private static final DateTimeFormatter DATE = format("yyyy-MM-dd");
    private static final DateTimeFormatter TIME = format("HH:mm:ss");
    private static final DateTimeFormatter DATE_TIME = format("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter EVENT_TIME = format("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'");

    private Times() {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    /** Seconds since 1970 with microseconds. */
    public static String epoch(Instant time) {
        StringBuilder text = new StringBuilder(20).append(time.getEpochSecond()).append('.');
        String micros = String.valueOf(time.getNano() / 1000);
        return text.append("0".repeat(6 - micros.length())).append(micros).toString();
    }

    public static String date(Instant time) {
        return DATE.format(time);
    }

    public static String time(Instant time) {
        return TIME.format(time);
    }

    public static String dateTime(Instant time) {
        return DATE_TIME.format(time);
    }

    public static String eventTime(Instant time) {
        return EVENT_TIME.format(time);
    }

    /** Hours, minutes and seconds of a stretch of time. */
    public static String clock(Duration duration) {
        return String.format("%02d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
}
