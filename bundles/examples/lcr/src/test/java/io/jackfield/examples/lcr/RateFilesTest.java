package io.jackfield.examples.lcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateFilesTest {

    private static final String HEADER = "carrier,prefix,price,days,begins,ends,valid_from,valid_to\n";

    private final TestDatabase database = new TestDatabase();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("rates", database);
        for (String statement :
                List.of(LcrSql.CARRIERS_TABLE, LcrSql.RATES_TABLE, LcrSql.SAMPLE_RATES, LcrSql.SAMPLE_CARRIERS)) {
            database.query(TestDatabase.sql(statement));
        }
    }

    @AfterEach
    void stop() {
        database.close();
    }

    /** How many rows were taken. */
    private int take(String file, String text) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, file);
        exchange.getMessage().setBody(text);
        new RateFiles().process(exchange);
        return exchange.getMessage().getBody(Integer.class);
    }

    @Test
    void ratesReplaceThoseOfBefore() throws Exception {
        String text =
                """
                beta,49,0.01,12345,08:00,20:00,2026-01-01,2027-01-01T12:00
                "alpha", 4930 ,.5,,,,,
                """;
        assertThat(take("rates.csv", HEADER + text)).isEqualTo(2);
        assertThat(database.query("SELECT * FROM rate ORDER BY carrier"))
                .containsExactly(
                        "alpha|4930|0.500000|1234567|00:00:00|00:00:00|null|null",
                        "beta|49|0.010000|12345|08:00:00|20:00:00|2026-01-01 00:00:00.0|2027-01-01 12:00:00.0");
    }

    @Test
    void carriersReplaceThoseOfBefore() throws Exception {
        assertThat(take(
                        "carriers.csv",
                        "name,dial,priority\nalpha,\"PJSIP/{number}@alpha,60\",3\ndelta,IAX2/delta/{number},\n"))
                .isEqualTo(2);
        assertThat(database.query("SELECT * FROM carrier ORDER BY name"))
                .containsExactly("alpha|PJSIP/{number}@alpha,60|3", "delta|IAX2/delta/{number}|0");
    }

    @Test
    void columnsThatAreNotNeededMayBeMissingAndComeInAnyOrder() throws Exception {
        assertThat(take("rates.csv", "\uFEFFprice,prefix,carrier\r\n0.02,44,alpha\r\n"))
                .isEqualTo(1);
        assertThat(database.query("SELECT carrier, prefix, price, days FROM rate"))
                .containsExactly("alpha|44|0.020000|1234567");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "',49,0.01';line 3: carrier = , expected a name",
                "alpha,49x,0.01;line 3: prefix = 49x, expected 1 to 15 digits",
                "alpha,+49,0.01;line 3: prefix = +49",
                "alpha,1234567890123456,0.01;line 3: prefix = 1234567890123456",
                "alpha,49,cheap;line 3: price = cheap, expected a number such as 0.0125",
                "alpha,49,-1;line 3: price = -1",
                "alpha,49,1e30;rates.csv: ",
                "alpha,49;line 3: price = , expected a number",
                "alpha,49,0.01,0;line 3: days = 0, expected weekdays such as 12345",
                "alpha,49,0.01,1,8:00;line 3: begins = 8:00, expected a time such as 08:00",
                "alpha,49,0.01,1,08:00,24:00;line 3: ends = 24:00",
                "alpha,49,0.01,1,08:00,09:00,2026-02-30;line 3: valid_from = 2026-02-30, expected a day such as 2026-01-31",
                "\"alpha,49;rates.csv is not CSV"
            })
    void aMistakeIsNamedAndNothingIsTaken(String line, String said) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("rates.csv", HEADER + "alpha,44,0.1\n" + line + "\n"))
                .withMessageContaining(said);
        assertThat(database.query("SELECT count(*) FROM rate")).containsExactly("10");
    }

    @Test
    void whatAsteriskWouldEvaluateIsNothingToDial() throws Exception {
        for (String dial : List.of("PJSIP/${EXTEN}@a", "PJSIP/$[1+1]")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> take("carriers.csv", "name,dial\nalpha," + dial + "\n"))
                    .withMessageContaining("line 2: dial = " + dial + ", expected what Dial() takes");
        }
        assertThat(database.query("SELECT count(*) FROM carrier")).containsExactly("3");
    }

    @Test
    void columnsThatNobodyKnowsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("rates.csv", "carrier,prefix,cost\nalpha,44,0.1\n"))
                .withMessageContaining(
                        "rates.csv has the columns [carrier, prefix, cost] in its first line, expected [carrier");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("carriers.csv", ""))
                .withMessageContaining("carriers.csv has the columns []");
    }

    @Test
    void aCarrierThatIsThereTwiceIsAMistake() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> take("carriers.csv", "name,dial\nalpha,a\nalpha,b\n"))
                .withMessageContaining("carriers.csv: ");
        assertThat(database.query("SELECT count(*) FROM carrier")).containsExactly("3");
    }
}
