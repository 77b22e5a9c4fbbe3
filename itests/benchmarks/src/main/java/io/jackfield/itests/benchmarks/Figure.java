package io.jackfield.itests.benchmarks;

import java.util.Locale;

/** A result and what it should be. What is printed is what is judged: one digit after the point. */
public record Figure(String name, double value, Target target) {

    /** The bound of a figure. */
    public record Target(Direction direction, double bound) {

        private boolean isMetBy(double value) {
            return direction == Direction.AT_LEAST ? value >= bound : value <= bound;
        }
    }

    /** On which side of its bound a figure should be. */
    public enum Direction {
        AT_LEAST,
        AT_MOST
    }

    public static Figure atLeast(double bound, String name, double value) {
        return new Figure(name, value, new Target(Direction.AT_LEAST, bound));
    }

    public static Figure atMost(double bound, String name, double value) {
        return new Figure(name, value, new Target(Direction.AT_MOST, bound));
    }

    /** The figure as scripts read it: {@code name=value}. */
    public String line() {
        return name + "=" + text(value);
    }

    public boolean meetsTarget() {
        return target.isMetBy(Double.parseDouble(text(value)));
    }

    /** What a person is told who sees that the target is missed. */
    public String complaint() {
        String side = target.direction == Direction.AT_LEAST ? "at least " : "at most ";
        return name + " is " + text(value) + ", and should be " + side + text(target.bound);
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
