package io.jackfield.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgiReplyTest {

    @ParameterizedTest
    @CsvSource({"48,0", "57,9", "42,*", "35,#", "65,A", "68,D"})
    void theKeyIsTheOneWithThisCode(String result, char key) {
        assertThat(reply(result).digit()).contains(key);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "''", "1", "69", "0042", "4*", "1000", "049"})
    void otherResultsAreNoKey(String result) {
        assertThat(reply(result).digit()).isEmpty();
    }

    @Test
    void aResultThatIsNoNumberSaysSo() {
        assertThat(reply("-2").resultAsInt()).isEqualTo(-2);
        assertThat(reply("0042").resultAsInt()).isEqualTo(42);
        assertThatIllegalStateException()
                .isThrownBy(() -> reply("0042*A").resultAsInt())
                .withMessageContaining("0042*A");
        assertThatIllegalStateException().isThrownBy(() -> reply("").resultAsInt());
    }

    @Test
    void theEndPositionMayBeMissingOrNegative() {
        assertThat(reply("0").endPosition()).isEmpty();
        assertThat(with(Map.of("endpos", "-1")).endPosition()).hasValue(-1);
        assertThat(with(Map.of("endpos", "27520")).endPosition()).hasValue(27520);
        assertThat(with(Map.of("endpos", "x")).endPosition()).isEmpty();
    }

    @Test
    void whatWasFetchedDependsOnTheCommand() {
        assertThat(AgiVerb.GET_DATA.fetched(reply("0042"))).contains("0042");
        assertThat(AgiVerb.GET_DATA.fetched(reply(""))).contains("");
        assertThat(AgiVerb.GET_DATA.fetched(reply("-1"))).isEmpty();
        assertThat(AgiVerb.WAIT_FOR_DIGIT.fetched(reply("42"))).contains("*");
        assertThat(AgiVerb.WAIT_FOR_DIGIT.fetched(reply("0"))).isEmpty();
        assertThat(AgiVerb.GET_OPTION.fetched(reply("50"))).contains("2");
        assertThat(AgiVerb.GET_VARIABLE.fetched(reply("0"))).isEmpty();
        assertThat(AgiVerb.GET_VARIABLE.fetched(
                        new AgiReply(200, "1", Optional.of("v"), Map.of(), List.of("200 result=1 (v)"))))
                .contains("v");
        assertThat(AgiVerb.RECEIVE_CHAR.fetched(reply("97"))).contains("a");
        assertThat(AgiVerb.RECEIVE_CHAR.fetched(reply("-1"))).isEmpty();
        assertThat(AgiVerb.CHANNEL_STATUS.fetched(reply("6"))).contains("6");
        assertThat(AgiVerb.SPEECH_RECOGNIZE.fetched(with(Map.of("text0", "yes"))))
                .contains("yes");
        assertThat(AgiVerb.SPEECH_RECOGNIZE.fetched(with(Map.of("digit", "5")))).contains("5");
        assertThat(AgiVerb.STREAM_FILE.fetched(reply("49"))).isEmpty();
    }

    private static AgiReply reply(String result) {
        return new AgiReply(200, result, Optional.empty(), Map.of(), List.of("200 result=" + result));
    }

    private static AgiReply with(Map<String, String> attributes) {
        return new AgiReply(200, "1", Optional.empty(), attributes, List.of("200 result=1"));
    }
}
