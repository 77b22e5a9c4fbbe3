package io.jackfield.examples.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which carriers a lookup finds, in which order, and when. */
class RateChoiceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String NUMBER = "4930123456";
    private static final String TUESDAY = "2026-11-24T12:00";

    private final TestDatabase database = new TestDatabase();
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();
    private Instant now = at(TUESDAY);

    private static Instant at(String berlin) {
        return LocalDateTime.parse(berlin).atZone(BERLIN).toInstant();
    }

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("rates", database);
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return BERLIN;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:tables").to(LcrSql.CARRIERS_TABLE, LcrSql.RATES_TABLE, LcrSql.RATES_INDEX);
                from("direct:carriers")
                        .process(new Lookup(new NumberPlan("00", "0", ""), BERLIN, clock))
                        .to(LcrSql.CARRIERS);
            }
        });
        context.start();
        template.sendBody("direct:tables", null);
        for (String carrier : List.of("('a', 'PJSIP/{number}@a', 1)", "('b', 'X/{number}', 2)", "('c', 'c', 0)")) {
            database.query("INSERT INTO carrier VALUES " + carrier);
        }
    }

    @AfterEach
    void stop() {
        context.stop();
        database.close();
    }

    private void rate(String carrier, String prefix, String price) throws Exception {
        rate(carrier, prefix, price, "1234567", "00:00", "00:00", "NULL", "NULL");
    }

    private void scheduled(String carrier, String days, String begins, String ends) throws Exception {
        rate(carrier, "49", "1", days, begins, ends, "NULL", "NULL");
    }

    private void valid(String carrier, String price, String from, String to) throws Exception {
        rate(carrier, "49", price, "1234567", "00:00", "00:00", from, to);
    }

    private void rate(
            String carrier,
            String prefix,
            String price,
            String days,
            String begins,
            String ends,
            String from,
            String to)
            throws Exception {
        database.query("INSERT INTO rate VALUES ('%s', '%s', %s, '%s', '%s', '%s', %s, %s)"
                .formatted(carrier, prefix, price, days, begins, ends, from, to));
    }

    private List<String> carriers() {
        List<String> names = new ArrayList<>();
        for (Map<?, ?> row : rows()) {
            names.add(row.get("name") + " " + row.get("price").toString().replaceAll("\\.?0+$", ""));
        }
        return names;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> rows() {
        return template.requestBodyAndHeader("direct:carriers", null, "CamelAgiArguments", List.of(NUMBER), List.class);
    }

    private List<String> carriersAt(String berlin) {
        now = at(berlin);
        return carriers().stream().map(line -> line.substring(0, 1)).toList();
    }

    @Test
    void ofEachCarrierTheLongestPrefixCountsAndThenThePrice() throws Exception {
        rate("a", "4", "0.1");
        rate("a", "493", "0.3");
        rate("a", "4930", "0.4");
        rate("a", "49301234567", "0.01");
        rate("a", "4931", "0.01");
        rate("b", "49", "0.2");
        rate("b", "9", "0.01");
        rate("c", NUMBER, "0.5");
        assertThat(carriers()).containsExactly("b 0.2", "a 0.4", "c 0.5");
    }

    @Test
    void equalPricesAreOrderedByPriority() throws Exception {
        rate("a", "49", "0.2");
        rate("b", "4930", "0.20");
        rate("c", "4", "0.200000");
        assertThat(carriers()).containsExactly("c 0.2", "a 0.2", "b 0.2");
    }

    @Test
    void theNumberTakesItsPlaceInWhatIsDialled() throws Exception {
        rate("a", "49", "0.2");
        assertThat(rows().get(0)).containsEntry("dial", "PJSIP/4930123456@a");
    }

    @Test
    void ratesOfUnknownCarriersAndOtherNumbersAreNone() throws Exception {
        rate("nobody", "49", "0.1");
        rate("a", "44", "0.1");
        assertThat(carriers()).isEmpty();
    }

    @Test
    void weekdaysAndHoursAreThoseOfTheTimeZone() throws Exception {
        scheduled("a", "12345", "08:00", "18:00");
        assertThat(carriersAt("2026-11-24T08:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-24T17:59:59.999")).containsExactly("a");
        assertThat(carriersAt("2026-11-24T18:00")).isEmpty();
        assertThat(carriersAt("2026-11-24T07:59:59")).isEmpty();
        assertThat(carriersAt("2026-11-28T12:00")).isEmpty();
        assertThat(carriersAt("2026-07-21T08:00")).containsExactly("a");
        assertThat(carriersAt("2026-07-21T18:00")).isEmpty();
    }

    @Test
    void aNightBelongsToTheDayItBeginsOn() throws Exception {
        scheduled("a", "5", "20:00", "06:00");
        assertThat(carriersAt("2026-11-27T19:59")).isEmpty();
        assertThat(carriersAt("2026-11-27T20:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-28T05:59")).containsExactly("a");
        assertThat(carriersAt("2026-11-28T06:00")).isEmpty();
        assertThat(carriersAt("2026-11-27T05:59")).isEmpty();
        assertThat(carriersAt("2026-11-28T20:00")).isEmpty();
    }

    @Test
    void theNightFromSundayEndsOnMonday() throws Exception {
        scheduled("a", "7", "22:00", "06:00");
        assertThat(carriersAt("2026-11-29T23:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-30T05:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-29T05:00")).isEmpty();
    }

    @Test
    void aDayFromMidnightToMidnightIsAllOfIt() throws Exception {
        scheduled("a", "2", "00:00", "00:00");
        assertThat(carriersAt("2026-11-24T00:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-24T23:59:59.999999")).containsExactly("a");
        assertThat(carriersAt("2026-11-25T00:00")).isEmpty();
    }

    @Test
    void ratesAreValidFromOneDayUntilAnother() throws Exception {
        valid("a", "1", "'2026-11-24 00:00'", "'2026-11-26 00:00'");
        assertThat(carriersAt("2026-11-23T23:59:59")).isEmpty();
        assertThat(carriersAt("2026-11-24T00:00")).containsExactly("a");
        assertThat(carriersAt("2026-11-25T23:59:59")).containsExactly("a");
        assertThat(carriersAt("2026-11-26T00:00")).isEmpty();
    }

    @Test
    void ofTwoRatesForTheSamePrefixTheLaterOneCountsAndThenTheCheaper() throws Exception {
        valid("a", "1", "NULL", "NULL");
        valid("a", "3", "'2026-11-01 00:00'", "NULL");
        valid("a", "2", "'2026-11-01 00:00'", "NULL");
        valid("a", "9", "'2027-01-01 00:00'", "NULL");
        assertThat(carriers()).containsExactly("a 2");
    }

    @Test
    void whileALongerPrefixHasNoRateTheShorterOneCounts() throws Exception {
        rate("a", "49", "0.2");
        rate("a", "4930", "0.1", "67", "00:00", "00:00", "NULL", "NULL");
        assertThat(carriers()).containsExactly("a 0.2");
        now = at("2026-11-28T12:00");
        assertThat(carriers()).containsExactly("a 0.1");
    }
}
