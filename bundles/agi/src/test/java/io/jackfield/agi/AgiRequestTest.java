package io.jackfield.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgiRequestTest {

    @Test
    void valuesKeepEverythingBehindTheFirstColonAndOneBlank() {
        AgiRequest request = AgiRequest.parse(List.of(
                "agi_network: yes",
                "agi_calleridname:  Jack: the  ",
                "agi_accountcode: ",
                "agi_dnid:7",
                "agi_threadid: 140174725854912"));
        assertThat(request.callerIdName()).contains(" Jack: the  ");
        assertThat(request.accountCode()).isEmpty();
        assertThat(request.get("accountcode")).contains("");
        assertThat(request.dialledNumber()).contains("7");
        assertThat(request.get("agi_threadid").map(Long::parseLong)).contains(140174725854912L);
        assertThat(request.get("agi_rdnis")).isEmpty();
    }

    @Test
    void linesThatALineFeedInAnArgumentForgedChangeNothing() {
        AgiRequest request = AgiRequest.parse(List.of(
                "agi_network: yes",
                "agi_callerid: 100",
                "agi_arg_1: first",
                "agi_callerid: 999",
                "agi_arg_1: forged",
                "CamelSomething: x",
                "no colon",
                ": x"));
        assertThat(request.callerIdNumber()).contains("100");
        assertThat(request.arguments()).containsExactly("first");
        assertThat(request.environment()).containsOnlyKeys("agi_network", "agi_callerid", "agi_arg_1");
    }

    @Test
    void unknownIsNobody() {
        AgiRequest request = AgiRequest.parse(List.of(
                "agi_callerid: unknown", "agi_calleridname: unknown", "agi_dnid: unknown", "agi_rdnis: unknown"));
        assertThat(request.callerIdNumber()).isEmpty();
        assertThat(request.callerIdName()).isEmpty();
        assertThat(request.dialledNumber()).isEmpty();
        assertThat(request.redirectingNumber()).isEmpty();
        assertThat(request.get("callerid")).contains("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "ivr/sales?x=1&y=a%20b&x=2, ivr/sales, '{x=1, y=a b}'",
        "ivr/sales, ivr/sales, {}",
        "lcr?to=+49%2B1&flag, lcr, '{to=+49+1, flag=}'",
        "?a=b=c, '', {a=b=c}",
        "a?&&=x&%zz=%, a, {%zz=%}",
        "a?n=%C3%A4%C3, a, {n=ä\uFFFD}"
    })
    void theScriptHasAPathAndParameters(String uri, String script, String parameters) {
        AgiRequest request = AgiRequest.of(Map.of("agi_network", "yes", "agi_network_script", uri));
        assertThat(request.script()).isEqualTo(script);
        assertThat(request.parameters()).hasToString(parameters);
    }

    @Test
    void withoutAScriptItIsEmptyAndForAsyncAgiItIsTheFirstArgument() {
        assertThat(AgiRequest.of(Map.of("agi_network", "yes", "agi_arg_1", "x")).script())
                .isEmpty();
        assertThat(AgiRequest.of(Map.of("agi_request", "async")).script()).isEmpty();
        AgiRequest async = AgiRequest.of(Map.of("agi_request", "async", "agi_arg_1", "lcr?a=1", "agi_arg_2", "two"));
        assertThat(async.script()).isEqualTo("lcr");
        assertThat(async.parameters()).containsEntry("a", "1");
        assertThat(async.arguments()).containsExactly("lcr?a=1", "two");
    }
}
