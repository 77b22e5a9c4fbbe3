package io.jackfield.examples.lcr;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What a call wants to know, as the exchange variables that {@link LcrSql#CARRIERS} takes: the beginnings of the number, and the moment
 * as the clocks of the carriers show it. The number is the first argument of {@code AGI()}, without one the extension.
 */
record Lookup(NumberPlan plan, ZoneId zone, Clock clock) implements Processor {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final int SHOWN = 40;

    /** @throws Exception if the time zone is not one */
    static Lookup configured(CamelContext context, Clock clock) throws Exception {
        NumberPlan plan = new NumberPlan(
                context.resolvePropertyPlaceholders("{{lcr.international:00}}"),
                context.resolvePropertyPlaceholders("{{lcr.national:0}}"),
                context.resolvePropertyPlaceholders("{{lcr.country:}}"));
        return new Lookup(plan, ZoneId.of(context.resolvePropertyPlaceholders("{{lcr.zone:UTC}}")), clock);
    }

    @Override
    public void process(Exchange call) {
        String dialled = dialled(call);
        ZonedDateTime now = clock.instant().atZone(zone);
        call.setVariable("dialled", shown(dialled));
        call.setVariable("at", now.toLocalDateTime());
        call.setVariable("time", now.toLocalTime());
        call.setVariable("today", Integer.toString(now.getDayOfWeek().getValue()));
        call.setVariable(
                "yesterday", Integer.toString(now.getDayOfWeek().minus(1).getValue()));
        plan.normalise(dialled).ifPresent(number -> {
            call.setVariable("number", number);
            call.setVariable("prefixes", NumberPlan.prefixes(number));
        });
    }

    /** A number with commas in it arrives as several arguments. */
    private static String dialled(Exchange call) {
        List<?> arguments = call.getMessage().getHeader("CamelAgiArguments", List.of(), List.class);
        return arguments.isEmpty()
                ? call.getMessage().getHeader("CamelAgiExtension", "", String.class)
                : String.join(",", arguments.stream().map(Object::toString).toList());
    }

    /** Fit for a log, whatever a caller sends. */
    private static String shown(String dialled) {
        String printable = UNPRINTABLE.matcher(dialled).replaceAll("?");
        return printable.length() > SHOWN
                ? printable.substring(0, SHOWN) + "… (" + dialled.length() + " characters)"
                : printable;
    }
}
