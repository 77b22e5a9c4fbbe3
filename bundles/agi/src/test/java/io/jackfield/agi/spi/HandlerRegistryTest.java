package io.jackfield.agi.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.spi.HandlerRegistry.Entry;
import io.jackfield.agi.spi.HandlerRegistry.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandlerRegistryTest {

    private final HandlerRegistry registry = new HandlerRegistry();
    private long age;

    @Test
    void theMostLiteralPatternIsCalledWithWhatItFound() {
        Entry any = add("*", 1000);
        Entry queue = add("ivr/{queue}", 0);
        Entry sales = add("ivr/sales", -5);
        assertThat(found("ivr/sales")).isSameAs(sales);
        assertThat(found("ivr/support")).isSameAs(queue);
        assertThat(found("lcr")).isSameAs(any);
        assertThat(registry.find("main", request("ivr/a%2Bb"))
                        .map(Match::request)
                        .map(AgiRequest::pathParameters))
                .contains(Map.of("queue", "a+b"));
        registry.remove(any);
        assertThat(found("lcr")).isNull();
    }

    @Test
    void thenTheHighestRankingThenTheOldest() {
        Entry older = add("lcr", 0);
        Entry newer = add("lcr", 0);
        assertThat(found("lcr")).isSameAs(older);
        Entry higher = add("lcr", 1);
        assertThat(found("lcr")).isSameAs(higher);
        registry.remove(higher);
        assertThat(found("lcr")).isSameAs(older);
        registry.remove(older);
        assertThat(found("lcr")).isSameAs(newer);
    }

    @Test
    void aHandlerMayBeForSomeServersOnly() {
        Entry main = add("lcr", 5, "main");
        Entry all = add("lcr", 0);
        assertThat(registry.find("main", request("lcr")).map(Match::entry)).containsSame(main);
        assertThat(registry.find("other", request("lcr")).map(Match::entry)).containsSame(all);
    }

    @Test
    void aShadowedHandlerIsLoggedWithBothNames() {
        try (CapturedLog log = new CapturedLog()) {
            add("ivr/{queue}", 0);
            add("ivr/*", 0);
            add("lcr", 0, "main");
            add("lcr", -1);
            assertThat(log.lines("shadowed")).isEmpty();
            add("ivr/{other}", 0);
            assertThat(log.lines("WARN"))
                    .singleElement()
                    .asString()
                    .contains("ivr/{other} of bundle 5 is shadowed by that of bundle 1");
            add("lcr", 7, "main", "other");
            assertThat(log.lines("WARN"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("lcr of bundle 3 is shadowed by that of bundle 6");
        }
    }

    @Test
    void listenersHearEachChangeWhenItHasHappened() {
        StringBuilder heard = new StringBuilder();
        registry.onChange(() -> heard.append(registry.entries().size()));
        Entry entry = add("a", 0);
        add("b", 0);
        registry.remove(entry);
        assertThat(heard).hasToString("121");
    }

    @Test
    void aRemovalIsToldWhenNothingOfTheRegistrationIsLeft() {
        List<Entry> gone = new ArrayList<>();
        registry.onRemoval(gone::add);
        Entry first = add("a", 0);
        Entry second = new Entry(
                first.handler(), ScriptPattern.parse("b"), Set.of(), first.ranking(), first.age(), first.origin());
        registry.add(second);
        add("c", 0);

        registry.remove(first);
        assertThat(gone).isEmpty();
        registry.remove(second);
        assertThat(gone).containsExactly(second);
    }

    private Entry add(String pattern, int ranking, String... servers) {
        AgiHandler handler = session -> CompletableFuture.completedFuture(null);
        Entry entry =
                new Entry(handler, ScriptPattern.parse(pattern), Set.of(servers), ranking, ++age, "bundle " + age);
        registry.add(entry);
        return entry;
    }

    private Entry found(String script) {
        Optional<Match> match = registry.find("main", request(script));
        return match.map(Match::entry).orElse(null);
    }

    private static AgiRequest request(String script) {
        return AgiRequest.of(Map.of("agi_network", "yes", "agi_network_script", script));
    }
}
