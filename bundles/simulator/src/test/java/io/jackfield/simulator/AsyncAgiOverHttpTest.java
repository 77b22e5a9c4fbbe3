package io.jackfield.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AGI over the manager interface over HTTP: commands go with requests, their results come with WaitEvent. */
class AsyncAgiOverHttpTest {

    private final Deque<Block> fetched = new ArrayDeque<>();
    private Simulator pbx;
    private HttpTestClient client;

    @BeforeEach
    void start() {
        pbx = Simulator.builder()
                .user("jackfield", "secret")
                .httpPort(0)
                .extension("from-internal", "700", "Answer", "AGI(agi:async)", "Hangup")
                .start();
        client = HttpTestClient.login(pbx, "agi");
    }

    @AfterEach
    void stop() {
        client.close();
        pbx.close();
    }

    private Block await(Predicate<Block> wanted) {
        while (true) {
            while (fetched.isEmpty()) {
                fetched.addAll(client.get("/rawman?action=waitevent&timeout=10").blocks());
            }
            Block next = fetched.remove();
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    private String ask(String channel, String command) {
        return client.get("/rawman?action=agi&channel=" + encoded(channel) + "&command=" + encoded(command)
                        + "&commandid=7")
                .first()
                .get("Message");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aCommandIsAskedForAndItsResultFetched() {
        Call call = pbx.call("1001", "700");
        String channel = await(Block.isEvent("AsyncAGIStart")).get("Channel");
        assertThat(ask(channel, "SET VARIABLE CUSTOMER 42")).isEqualTo("Added AGI command to queue");
        Block result = await(Block.isEvent("AsyncAGIExec"));
        assertThat(result.get("CommandId")).isEqualTo("7");
        assertThat(result.get("Result")).isEqualTo("200%20result%3D1%0A");
        assertThat(call.variable("CUSTOMER")).contains("42");
    }

    @Test
    void aPbxThatDiedKnowsNeitherSessionNorCall() {
        pbx.call("1001", "700");
        String channel = await(Block.isEvent("AsyncAGIStart")).get("Channel");
        pbx.restart();
        client.close();
        client = client.another(pbx);
        assertThat(ask(channel, "NOOP")).isEqualTo("Permission denied");
        client.close();
        client = HttpTestClient.login(pbx, "agi");
        assertThat(ask(channel, "NOOP")).isEqualTo("Channel " + channel + " does not exist.");
    }
}
