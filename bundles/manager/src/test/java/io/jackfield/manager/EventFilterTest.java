package io.jackfield.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final Headers CALL = Headers.parse(
            """
            Event: Newchannel
            Privilege: call,all
            Channel: PJSIP/alice-00000001
            AccountCode: sales
            Exten:
            ChanVariable: A=1
            ChanVariable: B=2
            Note: 2 + 2 = 4
            """);

    @Test
    void withoutConditionsEveryEventPasses() {
        assertThat(EventFilter.all().test(CALL)).isTrue();
        assertThat(EventFilter.all().test(Headers.parse("Event: \n"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Newchannel; true",
                "newCHANNEL; true",
                "New*; true",
                "Hangup, Newchannel; true",
                " Newchannel ; true",
                "Hangup,Queue*; false",
                "Newchanne; false",
                "Newchannel?; false",
                "Newchanne?; true",
                "*; true",
            })
    void namesMatchInAnyCaseAndByPattern(String names, boolean expected) {
        assertThat(EventFilter.all().named(names).test(CALL)).isEqualTo(expected);
    }

    @Test
    void theNameIsTheFirstHeaderAndNotALaterOneOfThatName() {
        Headers forged = Headers.parse("Event: UserEvent\nUserEvent: x\nEvent: Newchannel\n");

        assertThat(EventFilter.all().named("Newchannel").test(forged)).isFalse();
        assertThat(EventFilter.all().named("UserEvent").test(forged)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "AccountCode=sales; true",
                "AccountCode=sales*; true",
                "AccountCode=SALES; false",
                "ACCOUNTCODE=sales; true",
                "AccountCode=support|sales; true",
                "AccountCode=support|market*; false",
                "AccountCode!=sales; false",
                "AccountCode!=support|market*; true",
                "AccountCode!=support|sales; false",
                " AccountCode =sales; true",
                "AccountCode !=sales; false",
                "Channel=PJSIP/*; true",
                "ChanVariable=A=1; true",
                "ChanVariable=B=2; false",
                "Note=2 + 2 = 4; true",
                "Exten=; true",
                "Exten!=; false",
                "Absent=; true",
                "Absent=*; true",
                "Absent=?*; false",
                "Absent!=; false",
                "Absent!=x; true",
                "AccountCode=|sales; true",
            })
    void aConditionLooksAtTheFirstHeaderOfThatNameAndTakesAMissingOneAsEmpty(String condition, boolean expected) {
        assertThat(EventFilter.all().where(condition).test(CALL)).isEqualTo(expected);
    }

    @Test
    void allConditionsMustHoldAndTheNameToo() {
        EventFilter filter =
                EventFilter.all().named("New*").where("AccountCode=sales").where("Channel!=SIP/*");

        assertThat(filter.test(CALL)).isTrue();
        assertThat(filter.where("Exten=100").test(CALL)).isFalse();
        assertThat(filter.named("Hangup").test(CALL)).isFalse();
        assertThat(filter.test(CALL)).as("narrowing makes another filter").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Hangup,", ",Hangup", "Hangup,,Newchannel"})
    void anEmptyNameIsRefusedAndTheMessageShowsWhatWasWritten(String names) {
        assertThatThrownBy(() -> EventFilter.all().named(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events=" + names)
                .hasMessageContaining("for example Newchannel,Queue*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AccountCode", "=sales", "!=sales", " =x"})
    void aConditionOfAnotherFormIsRefusedAndTheMessageShowsWhatWasWritten(String condition) {
        assertThatThrownBy(() -> EventFilter.all().where(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("where=" + condition)
                .hasMessageContaining("Header=pattern");
    }
}
