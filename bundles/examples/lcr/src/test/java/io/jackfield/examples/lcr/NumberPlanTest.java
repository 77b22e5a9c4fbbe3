package io.jackfield.examples.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPlanTest {

    private static final NumberPlan ABROAD = new NumberPlan("00", "0", "");
    private static final NumberPlan GERMANY = new NumberPlan("00", "0", "49");
    private static final NumberPlan AMERICA = new NumberPlan("011", "1", "1");

    @ParameterizedTest
    @CsvSource({
        "+4930123456, 4930123456",
        "004930123456, 4930123456",
        "4930123456, 4930123456",
        "' +49 30 12-34.56 ', 4930123456",
        "+49 (0)30 123456, 4930123456",
        "0049 (0) 30 123456, 4930123456",
        "+49 (30) 123456, 4930123456",
        "+1 (212) 555-0100, 12125550100",
        "112, 112",
        "123456789012345, 123456789012345"
    })
    void aNumberBeginsWithItsCountry(String dialled, String number) {
        assertThat(ABROAD.normalise(dialled)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"030 123456, 4930123456", "(030) 123456, 4930123456", "0044 20 7946 0000, 442079460000"})
    void aNumberOfTheOwnCountryGetsItsCode(String dialled, String number) {
        assertThat(GERMANY.normalise(dialled)).contains(number);
    }

    @ParameterizedTest
    @CsvSource({"1 212 555 0100, 12125550100", "011 49 30 123456, 4930123456", "+49 30 123456, 4930123456"})
    void otherCountriesDialOtherwise(String dialled, String number) {
        assertThat(AMERICA.normalise(dialled)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "00",
                "1",
                "030123456",
                "+030123456",
                "++4930123456",
                "49+30123456",
                "1234567890123456",
                "4930123456'; DROP TABLE rate; --",
                "4930123456 OR 1=1",
                "4930123456&PJSIP/premium",
                "4930123456@elsewhere",
                "4930123456/n",
                "4930123456,30,g",
                "4930123456|30",
                "4930123456^1",
                "${EXTEN}",
                "$[1+1]",
                "%34%39",
                "49301234\n56",
                "49301234\u000056",
                "٤٩٣٠١٢٣",
                "４９３０",
                "anonymous"
            })
    void whatIsNotANumberIsNone(String dialled) {
        assertThat(ABROAD.normalise(dialled)).isEmpty();
    }

    @Test
    void aThousandDigitsAreNone() {
        assertThat(ABROAD.normalise("4".repeat(1000))).isEmpty();
        assertThat(GERMANY.normalise("0".repeat(100_000))).isEmpty();
    }

    @Test
    void prefixesEndWithTheNumber() {
        assertThat(NumberPlan.prefixes("4930")).containsExactly("4", "49", "493", "4930");
    }
}
