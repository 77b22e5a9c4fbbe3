package io.jackfield.camel.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ManagerConnection;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that wait in {@code AGI(agi:async,script)}, over a connection of the registry. */
class AsyncAgiTest {

    private final AsyncPbx pbx = new AsyncPbx("pbx1");
    private final CamelContext context = new DefaultCamelContext();
    private final CompletableFuture<Exchange> arrived = new CompletableFuture<>();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("jackfield-asyncagi")));
    }

    @Test
    void aCallGoesThroughTheRoute() throws Exception {
        bind();
        route("asyncagi:pbx1/ivr/{queue}");

        pbx.asyncAgi("ivr/sales?lang=de");

        await().untilAsserted(() -> assertThat(pbx.commands())
                .containsExactly("VERBOSE \"sales\"", "SET VARIABLE \"JACKFIELD_STATUS\" \"OK\"", "ASYNCAGI BREAK"));
        assertThat(arrived.join().getMessage().getHeaders())
                .containsEntry("CamelAgiParameter.queue", "sales")
                .containsEntry("CamelAgiParameter.lang", "de")
                .containsEntry(AgiConstants.UNIQUEID, "1.1")
                .containsEntry(AgiConstants.PEER, "pbx1");
    }

    @Test
    void aScriptThatIsNotOursIsLeftAlone() throws Exception {
        bind();
        route("asyncagi:*/ours/{queue}");
        pbx.asyncAgi("theirs");
        pbx.asyncAgi("ours/sales");

        await().until(() -> pbx.commands().contains("ASYNCAGI BREAK"));
        assertThat(pbx.commands()).hasSize(3);
    }

    @Test
    void aConnectionThatComesLaterIsFound() throws Exception {
        route("asyncagi:pbx1/{queue}");
        assertThat(health()).contains("there is no connection named pbx1, known are []");

        bind();

        await().until(pbx::isSubscribed);
        assertThat(health()).isEmpty();
    }

    @Test
    void aConnectionAndAScriptAreNeeded() {
        assertThatThrownBy(() -> context.getEndpoint("asyncagi:lcr"))
                .hasStackTraceContaining("expected asyncagi:connection/script");
        assertThatThrownBy(() -> context.getEndpoint("asyncagi:pbx1/"))
                .hasStackTraceContaining("A script pattern is empty");
    }

    private void bind() {
        context.getRegistry().bind("pbx1", ManagerConnection.class, pbx.connection());
    }

    private void route(String from) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from)
                        .process(exchange -> arrived.complete(exchange.copy()))
                        .to("agi:verbose?message=${header.CamelAgiParameter.queue}");
            }
        });
        if (context.getRegistry().lookupByName("pbx1") != null) {
            await().until(pbx::isSubscribed);
        }
    }

    private String health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .filter(result -> result.getState() == State.DOWN)
                .map(result -> result.getMessage().orElseThrow())
                .findFirst()
                .orElse("");
    }
}
