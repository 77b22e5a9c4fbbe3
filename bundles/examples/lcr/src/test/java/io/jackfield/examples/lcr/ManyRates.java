package io.jackfield.examples.lcr;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** 100,000 rates of twenty carriers, the same ones each time, and what a lookup among them must find, found without an index or SQL. */
final class ManyRates {

    static final int RATES = 100_000;
    private static final int CARRIERS = 20;
    private static final int LONGEST = 9;
    private static final String ALWAYS = "1234567";

    private record Rate(
            String carrier, String prefix, BigDecimal price, String days, LocalTime begins, LocalTime ends) {

        private boolean appliesAt(LocalDateTime moment) {
            LocalTime time = moment.toLocalTime();
            boolean overMidnight = !begins.isBefore(ends);
            return days.contains(day(moment)) && !time.isBefore(begins) && (overMidnight || time.isBefore(ends))
                    || days.contains(day(moment.minusDays(1))) && overMidnight && time.isBefore(ends);
        }

        private static String day(LocalDateTime moment) {
            return Integer.toString(moment.getDayOfWeek().getValue());
        }
    }

    private final Random random = new Random(6);
    private final List<Rate> rates = new ArrayList<>();

    ManyRates() {
        Map<String, Set<String>> taken = new HashMap<>();
        while (rates.size() < RATES) {
            String carrier = "carrier" + random.nextInt(CARRIERS);
            String prefix = digits(1 + (int) (LONGEST * Math.sqrt(random.nextDouble())));
            if (taken.computeIfAbsent(carrier, name -> new HashSet<>()).add(prefix)) {
                rates.add(rate(carrier, prefix));
            }
        }
    }

    private Rate rate(String carrier, String prefix) {
        BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(900), 4);
        return switch (random.nextInt(10)) {
            case 0 -> new Rate(carrier, prefix, price, "12345", LocalTime.of(8, 0), LocalTime.of(18, 0));
            case 1 -> new Rate(carrier, prefix, price, "56", LocalTime.of(20, 0), LocalTime.of(6, 0));
            default -> new Rate(carrier, prefix, price, ALWAYS, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        };
    }

    /** Few first digits, so that numbers have many rates. */
    private String digits(int length) {
        StringBuilder digits = new StringBuilder().append(1 + random.nextInt(2));
        while (digits.length() < length) {
            digits.append(random.nextInt(digits.length() < 3 ? 2 : 10));
        }
        return digits.toString();
    }

    String carriersCsv() {
        StringBuilder csv = new StringBuilder("name,dial,priority\n");
        for (int carrier = 0; carrier < CARRIERS; carrier++) {
            csv.append("carrier%d,PJSIP/{number}@carrier%d,%d%n"
                    .formatted(carrier, carrier, priority("carrier" + carrier)));
        }
        return csv.toString();
    }

    private static int priority(String carrier) {
        return Math.abs(carrier.hashCode()) % CARRIERS;
    }

    String ratesCsv() {
        return rates.stream()
                .map(rate -> String.join(
                        ",",
                        rate.carrier,
                        rate.prefix,
                        rate.price.toString(),
                        rate.days,
                        rate.begins.toString(),
                        rate.ends.toString()))
                .collect(Collectors.joining("\n", "carrier,prefix,price,days,begins,ends\n", "\n"));
    }

    /** A number that begins as many rates do. */
    String number() {
        return digits(LONGEST) + (1000 + random.nextInt(9000));
    }

    /** What is dialled for a number, the cheapest first. */
    List<String> expected(String number, LocalDateTime moment) {
        Map<String, Rate> best = new HashMap<>();
        for (Rate rate : rates) {
            if (number.startsWith(rate.prefix) && rate.appliesAt(moment)) {
                best.merge(
                        rate.carrier, rate, (one, other) -> one.prefix.length() > other.prefix.length() ? one : other);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparing(Rate::price)
                        .thenComparing(rate -> priority(rate.carrier))
                        .thenComparing(Rate::carrier))
                .map(rate -> "PJSIP/" + number + "@" + rate.carrier)
                .toList();
    }
}
