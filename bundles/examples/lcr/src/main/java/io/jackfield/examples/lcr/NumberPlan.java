package io.jackfield.examples.lcr;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How numbers are dialled here, and the one form they are looked up in: digits alone, the country code first, as in E.164.
 *
 * @param international what stands before a country code, beside +; often 00
 * @param national what stands before a number of the own country; often 0
 * @param country the own country code; empty if such numbers are not to be understood
 */
record NumberPlan(String international, String national, String country) {

    private static final Pattern SEPARATORS = Pattern.compile("[ .()-]");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{1,14}");

    /** Empty if it is not a number; what comes out is digits only, whatever went in. */
    Optional<String> normalise(String dialled) {
        String text = dialled.strip();
        if (text.startsWith("+")) {
            text = withoutTrunk(text.substring(1));
        } else if (text.startsWith(international)) {
            text = withoutTrunk(text.substring(international.length()));
        } else if (!country.isEmpty() && SEPARATORS.matcher(text).replaceAll("").startsWith(national)) {
            text = country + SEPARATORS.matcher(text).replaceAll("").substring(national.length());
        }
        return Optional.of(SEPARATORS.matcher(text).replaceAll(""))
                .filter(digits -> NUMBER.matcher(digits).matches());
    }

    /** The 0 of +49 (0)30, which is dialled inside the country only. */
    private String withoutTrunk(String text) {
        return text.replace("(" + national + ")", "");
    }

    /** All beginnings of a number, the number itself among them. */
    static List<String> prefixes(String number) {
        return IntStream.rangeClosed(1, number.length())
                .mapToObj(length -> number.substring(0, length))
                .toList();
    }
}
