package io.jackfield.manager;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jackfield.manager.internal.FrameDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"CallerIDNum", "calleridnum", "CALLERIDNUM", "cAlLeRiDnUm"})
    void aNameIsFoundInAnyCase(String name) {
        Headers headers = Headers.parse("Event: Newchannel\nCallerIDNum: 100\n");

        assertThat(headers.get(name)).isEqualTo("100");
        assertThat(headers.indexOf(name)).isEqualTo(1);
    }

    @Test
    void aNameIsNeverFoundByItsBeginningNorByMoreThanItself() {
        Headers headers = Headers.parse("ChannelState: 6\nChannel: a\n");

        assertThat(headers.get("Channel")).isEqualTo("a");
        assertThat(headers.get("Channel:")).isNull();
        assertThat(headers.get("Chan")).isNull();
        assertThat(headers.get("ChannelStateDesc")).isNull();
    }

    @Test
    void onlyLettersAreFoldedNotTheirNeighboursInTheCodeTable() {
        Headers headers = Headers.parse("a[b: 1\na`b: 2\n");

        assertThat(headers.get("A{B")).isNull();
        assertThat(headers.get("A[B")).isEqualTo("1");
        assertThat(headers.get("A`B")).isEqualTo("2");
    }

    @Test
    void repeatedHeadersKeepTheirOrderAndTheFirstOneIsTheValue() {
        Headers headers = Headers.parse("Variable: a=1\nOther: x\nvariable: b=2\nVARIABLE: a=1\n");

        assertThat(headers.get("Variable")).isEqualTo("a=1");
        assertThat(headers.all("Variable")).containsExactly("a=1", "b=2", "a=1");
        assertThat(headers.all("Absent")).isEmpty();
        assertThat(headers.get("Absent")).isNull();
    }

    @Test
    void theFirstOfRepeatedHeadersIsTheValueEvenIfItIsEmpty() {
        assertThat(Headers.parse("A: \nA: 2\n").get("A")).isEmpty();
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {"\n", "\r\n"})
    void bothLineEndsAreRead(String end) {
        Headers headers = Headers.parse("A: 1" + end + "B: 2" + end);

        assertThat(headers.size()).isEqualTo(2);
        assertThat(headers.get("A")).isEqualTo("1");
        assertThat(headers.get("B")).isEqualTo("2");
    }

    @Test
    void theLastLineNeedsNoEndAndEmptyLinesAreSkipped() {
        Headers headers = Headers.parse("\r\n\nA: 1\n\nB: 2");

        assertThat(headers.toString()).isEqualTo("A: 1\r\nB: 2\r\n");
    }

    @Test
    void onlyTheLineEndIsCutOffAndNotACarriageReturnInTheValue() {
        Headers headers = only("ActionID: a\rb\r\r\nB: 2\n\n");

        assertThat(headers.get("ActionID")).isEqualTo("a\rb\r");
    }

    @Test
    void valuesKeepTheirColons() {
        Headers headers = Headers.parse("Address: [::1]:5038\nURI:sip:100@10.0.0.1:5060\n");

        assertThat(headers.get("Address")).isEqualTo("[::1]:5038");
        assertThat(headers.get("URI")).isEqualTo("sip:100@10.0.0.1:5060");
    }

    @Test
    void exactlyOneBlankAfterTheColonIsDroppedAndTrailingBlanksAreKept() {
        Headers headers = Headers.parse("Output:   Name/username  \nKey:value\nTab:\tx\n");

        assertThat(headers.get("Output")).isEqualTo("  Name/username  ");
        assertThat(headers.get("Key")).isEqualTo("value");
        assertThat(headers.get("Tab")).isEqualTo("\tx");
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(strings = {"Empty:", "Empty: ", "Empty:\r", "Empty: \r"})
    void anEmptyValueIsEmptyAndNotAbsent(String line) {
        Headers headers = only(line + "\nNext: 1\n\n");

        assertThat(headers.get("Empty")).isEmpty();
        assertThat(headers.get("Next")).isEqualTo("1");
    }

    @Test
    void aLineWithoutColonIsKeptWholeUnderTheEmptyName() {
        Headers headers = only("Response: Success\r\nNo categories found\r\nActionID: 7\r\n\r\n");

        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.name(1)).isEmpty();
        assertThat(headers.value(1)).isEqualTo("No categories found");
        assertThat(headers.all("")).containsExactly("No categories found");
        assertThat(headers.get("ActionID")).isEqualTo("7");
    }

    @Test
    void namesWithBracketsSlashesAndDigitsAreNames() {
        Headers headers = Headers.parse("ChanVariable(PJSIP/a-1): X=1\nCause-txt: Normal\nLine-000000-000001: a=b\n");

        assertThat(headers.get("chanvariable(pjsip/A-1)")).isEqualTo("X=1");
        assertThat(headers.get("cause-TXT")).isEqualTo("Normal");
        assertThat(headers.get("Line-000000-000001")).isEqualTo("a=b");
    }

    @Test
    void namesThatAreNotAsciiAreFoundAndNeverTakenForOthers() {
        Headers headers = Headers.parse("Event: UserEvent\nGröße: 42\nA: 1\n");

        assertThat(headers.get("Größe")).isEqualTo("42");
        assertThat(headers.get("größe")).isEqualTo("42");
        assertThat(headers.get("Ł")).as("its low byte is an A").isNull();
    }

    @Test
    void bytesThatAreNotUtf8ReadAsReplacementAndAreKeptAsTheyWere() {
        byte[] wire = "Event: UserEvent\r\nBad: a\u00ffb\r\nGood: \u00c3\u00a4\r\n".getBytes(ISO_8859_1);
        Headers headers = only(wire);

        assertThat(headers.get("Bad")).isEqualTo("a\ufffdb");
        assertThat(headers.get("Good")).isEqualTo("\u00e4");
        assertThat(headers.toBytes()).isEqualTo(wire);
    }

    @Test
    void textBeyondAsciiSurvivesParsing() {
        String text = "Name: \u017b\u00f3\u0142\u0107 \u4e2d\u6587 \ud83d\ude00\r\n";

        assertThat(Headers.parse(text.repeat(50)).toString()).isEqualTo(text.repeat(50));
    }

    @Test
    void theMapHasWireOrderAndListsForWhatRepeats() {
        Map<String, Object> map = Headers.parse(
                        "Event: Status\nVariable: a=1\nChannel: x\nVARIABLE: b=2\nvariable: c=3\n")
                .toMap();

        assertThat(map)
                .containsExactly(
                        entry("Event", "Status"),
                        entry("Variable", List.of("a=1", "b=2", "c=3")),
                        entry("Channel", "x"));
    }

    /** The output of a long Command, or what somebody wants to be costly. */
    @Test
    void aHeaderThatRepeatsAHundredThousandTimesCostsNoTime() {
        Headers headers = Headers.parse("Response: Success\n" + "Output: x\n".repeat(100_000));

        Map<String, Object> map = assertTimeoutPreemptively(Duration.ofSeconds(2), headers::toMap);

        assertThat((List<?>) map.get("Output")).hasSize(100_000);
    }

    @Test
    void theMapKeepsLinesWithoutColonAndEmptyValues() {
        Map<String, Object> map =
                only("Response: Success\none\ntwo\nEmpty: \n\n").toMap();

        assertThat(map)
                .containsExactly(entry("Response", "Success"), entry("", List.of("one", "two")), entry("Empty", ""));
    }

    @Test
    void aCopyIsIndependentOfTheBufferItWasTakenFrom() {
        byte[] buffer = "garbageA: 1\r\nB: 2\r\ngarbage".getBytes(UTF_8);
        Headers view = Headers.view(buffer, new int[] {7, 13, 19}, 2);
        Headers copy = view.copy();
        Arrays.fill(buffer, (byte) '#');

        assertThat(copy.get("A")).isEqualTo("1");
        assertThat(copy.get("B")).isEqualTo("2");
        assertThat(copy.length()).isEqualTo(12);
        assertThat(copy.toBytes()).isEqualTo("A: 1\r\nB: 2\r\n".getBytes(UTF_8));
    }

    @Test
    void noLinesAtAllAreNoHeaders() {
        Headers headers = Headers.parse("");

        assertThat(headers.size()).isZero();
        assertThat(headers.get("A")).isNull();
        assertThat(headers.toMap()).isEmpty();
        assertThat(headers.copy().toString()).isEmpty();
    }

    private static Headers only(String wire) {
        return only((wire).getBytes(UTF_8));
    }

    /** The one message in these bytes, as the decoder sees it. */
    private static Headers only(byte[] wire) {
        List<Headers> frames = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder("T-", view -> frames.add(view.copy()));
        decoder.feed(wire, 0, wire.length);
        decoder.feed(new byte[] {'\r', '\n'}, 0, 2);
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }
}
