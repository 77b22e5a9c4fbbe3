package io.jackfield.examples.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The helpdesk that the example brings, asked over HTTP. */
class HelpdeskTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final AwayDataSource database = new AwayDataSource();
    private Helpdesk helpdesk;
    private String cases;

    @BeforeEach
    void start() throws Exception {
        helpdesk = new Helpdesk(database, Map.of("port", "0"));
        cases = "http://127.0.0.1:" + helpdesk.port() + "/cases";
    }

    @AfterEach
    void stop() {
        helpdesk.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("example-helpdesk")));
    }

    @Test
    void aCaseIsOpenedAndShownAndListed() throws Exception {
        HttpResponse<String> opened = post("a", "{\"caller\": \"1001\"}");
        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(opened.headers().firstValue("Location")).contains("/cases/1");
        JsonNode shown = json.readTree(get("/1").body());
        assertThat(shown.get("case").get("caller").asText()).isEqualTo("1001");
        assertThat(shown.get("key").asText()).isEqualTo("a");
        post("b", "{}");
        JsonNode all = json.readTree(get("").body());
        assertThat(all.get("count").asInt()).isEqualTo(2);
        assertThat(all.get("latest")).extracting(each -> each.get("id").asInt()).containsExactly(2, 1);
    }

    @Test
    void aKeyOpensOneCaseHoweverOftenItComesAndAlsoAfterARestart() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> http.sendAsync(request("same", "{\"try\": " + i + "}"), BodyHandlers.ofString()))
                .toList();
        assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnlyOnce(201);
        assertThat(answers)
                .extracting(answer -> location(answer.join()))
                .containsOnly(location(answers.get(0).join()));
        helpdesk.close();
        helpdesk = new Helpdesk(database, Map.of("port", helpdesk.port()));
        HttpResponse<String> again = post("same", "{}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(location(again)).isEqualTo(location(answers.get(0).join()));
        assertThat(json.readTree(get("").body()).get("count").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoCaseIsRefusedWithAReason() throws Exception {
        assertThat(post("a", "{\"caller\": ").statusCode()).isEqualTo(400);
        assertThat(post("a", "[1]").body()).contains("a case is a JSON object");
        assertThat(post("a", "").statusCode()).isEqualTo(400);
        assertThat(post(" ", "{}").body()).contains("Idempotency-Key is missing");
        assertThat(post("a", "{\"x\": \"" + "x".repeat(Helpdesk.LONGEST_CASE) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(get("/7").statusCode()).isEqualTo(404);
        assertThat(get("/x").statusCode()).isEqualTo(404);
        assertThat(get("/1/../../x").statusCode()).isEqualTo(404);
        HttpRequest delete = HttpRequest.newBuilder(URI.create(cases)).DELETE().build();
        assertThat(http.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        assertThat(json.readTree(get("").body()).get("count").asInt()).isZero();
    }

    @Test
    void hostileContentsAndKeysAreData() throws Exception {
        String hostile = "'); DROP TABLE helpdesk_case; --";
        post(hostile, json.writeValueAsString(Map.of("caller", hostile)));
        JsonNode shown = json.readTree(get("/1").body());
        assertThat(shown.get("case").get("caller").asText()).isEqualTo(hostile);
        assertThat(shown.get("key").asText()).isEqualTo(hostile);
    }

    @Test
    void withoutTheDatabaseItSaysSoAndGoesOnAfterwards() throws Exception {
        database.away(true);
        assertThat(post("a", "{}").statusCode()).isEqualTo(503);
        database.away(false);
        assertThat(post("a", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void aPortThatIsTakenOrNoneIsNamedTogetherWithTheFile() throws Exception {
        assertThatThrownBy(() -> new Helpdesk(database, Map.of("port", helpdesk.port())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("etc/io.jackfield.examples.helpdesk.cfg")
                .hasMessageContaining(String.valueOf(helpdesk.port()));
        assertThatThrownBy(() -> new Helpdesk(database, Map.of("port", "eighty")))
                .hasMessageContaining("etc/io.jackfield.examples.helpdesk.cfg: port = eighty");
        helpdesk.close();
        assertThatThrownBy(() -> get("")).isInstanceOf(ConnectException.class);
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(cases + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String key, String body) throws Exception {
        return http.send(request(key, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String key, String body) {
        return HttpRequest.newBuilder(URI.create(cases))
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
