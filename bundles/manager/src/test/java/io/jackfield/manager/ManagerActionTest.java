package io.jackfield.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.manager.ManagerAction.Header;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerActionTest {

    private static final ManagerAction ACTION = ManagerAction.of("Originate");

    @ParameterizedTest(name = "#{index}")
    @ValueSource(
            strings = {
                "x\r\n\r\nAction: Command\r\nCommand: core stop now",
                "x\nApplication: System",
                "x\r",
                "\n",
                "a\u0000b"
            })
    void aValueThatCouldSmuggleInMoreIsRefusedWithoutBeingShown(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with("Data", value))
                .withMessageContaining("Originate")
                .withMessageContaining("Data")
                .withMessageMatching("[^\r\n\u0000]*")
                .withMessageNotContainingAny("core stop now", "System");
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {"X\r\nAction", "X\nY", "X\u0000", "X\rY", "X: y\r\nApplication", "", "  ", "X:Y"})
    void aNameThatCouldSmuggleInMoreIsRefusedOnOneLine(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with(header, "value"))
                .withMessageContaining("Originate")
                .withMessageMatching("[^\r\n\u0000]*");
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {"", " ", "Ping\r\nAction: Logoff", "Ping\n", "Ping\u0000"})
    void anActionNameThatCouldSmuggleInMoreIsRefused(String name) {
        assertThatThrownBy(() -> ManagerAction.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("[^\r\n\u0000]*");
    }

    @ParameterizedTest(name = "#{index}")
    @CsvSource({"'\r', CR, 3", "'\n', LF, 3", "'\u0000', NUL, 3"})
    void theMessageSaysWhatWasFoundAndWhere(String evil, String named, int position) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with("Data", "abc" + evil + "d"))
                .withMessageContaining(named + " at position " + position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ActionID", "actionid", "ACTIONID", "Action", "action"})
    void headersThatBelongToTheConnectionAreRefused(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with(header, "1"))
                .withMessageContaining(header)
                .withMessageContaining("set by the connection");
    }

    @Test
    void aNullIsRefusedAndNeverSentAsAWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with("Account", null))
                .withMessageContaining("Account")
                .withMessageContaining("Originate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with(Map.of("Variable", Arrays.asList("A=1", null))))
                .withMessageContaining("Variable");
    }

    @Test
    void headersKeepTheirOrderAndMayRepeat() {
        ManagerAction action =
                ACTION.with("Variable", "A=1").with("Channel", "Local/1@x").with("Variable", "B=2");

        assertThat(action.headers())
                .containsExactly(
                        new Header("Variable", "A=1"),
                        new Header("Channel", "Local/1@x"),
                        new Header("Variable", "B=2"));
    }

    @Test
    void aMapIsTakenInItsOrderAndAnIterableRepeatsItsHeader() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Timeout", 30_000);
        map.put("Variable", List.of("A=1", "A=1"));
        map.put("Absent", null);
        map.put("None", List.of());
        map.put("Async", true);

        assertThat(ACTION.with(map).headers())
                .containsExactly(
                        new Header("Timeout", "30000"),
                        new Header("Variable", "A=1"),
                        new Header("Variable", "A=1"),
                        new Header("Async", "true"));
    }

    @Test
    void aMapCannotSmuggleInMoreEither() {
        assertThatIllegalArgumentException().isThrownBy(() -> ACTION.with(Map.of("ActionID", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ACTION.with(Map.of("Variable", List.of("A=1", "B=2\nX: y"))));
    }

    @Test
    void addingAHeaderMakesAnotherActionAndLeavesTheFirst() {
        ACTION.with("Channel", "x");

        assertThat(ACTION.headers()).isEmpty();
        List<Header> headers = ACTION.with("A", 1).headers();
        assertThatThrownBy(() -> headers.add(new Header("B", "2"))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void emptyValuesTrailingBlanksAndOtherControlCharactersAreSent() {
        assertThat(ACTION.with("Account", "").with("Data", " a\tb ").headers())
                .containsExactly(new Header("Account", ""), new Header("Data", " a\tb "));
    }

    @Test
    void itsTextShowsNoValue() {
        assertThat(ManagerAction.of("Login").with("Secret", "hunter2")).hasToString("action Login");
    }

    /** Asterisk skips what is in front of a value, so that these would be Logoff and Command to it. */
    @ParameterizedTest
    @ValueSource(strings = {" Logoff", "\tCommand", "\u0001Command", "Command ", "Com:mand", "Commänd"})
    void aNameIsLettersAndDigitsAlone(String name) {
        assertThatThrownBy(() -> ManagerAction.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name of an action");
    }

    @Test
    void theValueOfAVariableNeverBecomesAnotherVariable() {
        ManagerAction action = ManagerAction.of("Originate")
                .withVariable("NAME", "Bob,EVIL=1")
                .with(Map.of("Variable", Map.of("__QUOTED", "a \"b\" c\\d", "Long_2", 3)));

        assertThat(action.headers())
                .extracting(ManagerAction.Header::value)
                .containsExactlyInAnyOrder("NAME=Bob\\,EVIL=1", "__QUOTED=a \\\"b\\\" c\\\\d", "Long_2=3");
        assertThat(action.withVariable("CALLERID(name)", "x").headers()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A=1,B", "A,B", "A\"", "A\\", "A B", "F(x", "F(x)y", "F(a,b)", "A\nB"})
    void aNameOfAVariableThatWouldBecomeMoreIsRefused(String name) {
        assertThatThrownBy(() -> ManagerAction.of("Originate").withVariable(name, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no name of a variable");
    }
}
