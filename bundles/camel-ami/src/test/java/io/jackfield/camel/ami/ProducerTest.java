package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ManagerTimeoutException;
import io.jackfield.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.EndpointServiceRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's contract for producers and endpoints. */
class ProducerTest {

    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final CamelContext context = new DefaultCamelContext();
    private final String login = "host=127.0.0.1&port=" + pbx.amiPort() + "&username=camel&secret=secret";

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
    }

    @Test
    void theCallersThreadComesBackBeforeTheAnswer() throws Exception {
        AsyncProducer producer = up("ami:pbx1/Ping?timeout=30s&" + login);
        pbx.stopAnswering();
        Exchange exchange = producer.getEndpoint().createExchange();
        CountDownLatch done = new CountDownLatch(1);
        boolean synchronously = producer.process(exchange, sync -> done.countDown());

        assertThat(synchronously).isFalse();
        assertThat(done.getCount()).isEqualTo(1);
        pbx.resumeAnswering();
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void hundredsWaitAtOnceAndNoThreadDoes() throws Exception {
        AsyncProducer producer = up("ami:pbx1/Ping?timeout=30s&" + login);
        pbx.stopAnswering();
        AtomicInteger done = new AtomicInteger();
        int before = Thread.activeCount();
        for (int i = 0; i < 500; i++) {
            producer.process(producer.getEndpoint().createExchange(), sync -> done.incrementAndGet());
        }

        assertThat(done).hasValue(0);
        assertThat(Thread.activeCount() - before).isLessThan(10);
        pbx.resumeAnswering();
        await().until(() -> done.get() == 500);
    }

    @Test
    void everyCallbackIsCalledOnceWhateverHappensToTheAction() throws Exception {
        AsyncProducer producer = up("ami:pbx1/Ping?timeout=300ms&connection.pingInterval=1h&" + login);
        pbx.stopAnswering();
        List<AtomicInteger> calls =
                IntStream.range(0, 200).mapToObj(i -> new AtomicInteger()).toList();
        for (AtomicInteger called : calls) {
            producer.process(producer.getEndpoint().createExchange(), sync -> called.incrementAndGet());
        }
        pbx.disconnectAll();
        await().until(() -> calls.stream().allMatch(called -> called.get() > 0));
        pbx.resumeAnswering();

        await().during(Duration.ofMillis(500)).until(() -> calls.stream().allMatch(called -> called.get() == 1));
    }

    @Test
    void anAnswerThatDoesNotComeInTimeFailsTheExchange() throws Exception {
        AsyncProducer producer = up("ami:pbx1/Ping?timeout=200ms&" + login);
        pbx.stopAnswering();
        Exchange exchange = producer.getEndpoint().createExchange();
        CompletableFuture<Exchange> answer = producer.processAsync(exchange);

        assertThat(answer.get(5, TimeUnit.SECONDS).getException()).isInstanceOf(ManagerTimeoutException.class);
    }

    @Test
    void whatCannotBeSentIsDoneOnTheCallersThread() throws Exception {
        AsyncProducer producer = context.getEndpoint("ami:nowhere/Ping").createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();

        assertThat(producer.process(exchange, sync -> assertThat(sync).isTrue()))
                .isTrue();
        assertThat(exchange.getException()).hasMessageContaining("there is no connection named nowhere");
    }

    @Test
    void aProducerThatIsStartedLazilyFailsWithItsFirstMessageAndNotWithItsRoute() throws Exception {
        context.addRoutes(route("direct:eager", "ami:pbx1/Ping?" + login));
        assertThatThrownBy(() -> context.addRoutes(
                        route("direct:bad", "ami:pbx1/Setvar?arg.Variable=V&arg.Value=${header.&" + login)))
                .hasStackTraceContaining("${header.");

        context.addRoutes(route(
                "direct:lazy", "ami:pbx1/Setvar?lazyStartProducer=true&arg.Variable=V&arg.Value=${header.&" + login));
        Exchange exchange =
                context.createFluentProducerTemplate().to("direct:lazy").send();
        assertThat(exchange.getException()).hasStackTraceContaining("${header.");
    }

    @Test
    void aProducerOfAStoppedRouteSendsNothing() throws Exception {
        AsyncProducer producer = up("ami:pbx1/Ping?" + login);
        context.getComponent("ami").stop();
        Exchange exchange = producer.getEndpoint().createExchange();
        CompletableFuture<Exchange> answer = producer.processAsync(exchange);

        assertThat(answer.get(5, TimeUnit.SECONDS).getException())
                .isInstanceOfAny(ConnectionLostException.class, IllegalStateException.class);
    }

    @Test
    void theServiceBehindAnEndpointIsKnown() throws Exception {
        context.addRoutes(route("direct:action", "ami:pbx1/Ping?" + login));
        EndpointServiceLocation service = (EndpointServiceLocation) context.getEndpoints().stream()
                .filter(EndpointServiceLocation.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(service.getServiceUrl()).isEqualTo("127.0.0.1:" + pbx.amiPort());
        assertThat(service.getServiceProtocol()).isEqualTo("ami");
        assertThat(service.getServiceMetadata()).isEqualTo(Map.of("username", "camel"));
        EndpointServiceRegistry registry = context.getCamelContextExtension().getEndpointServiceRegistry();
        assertThat(registry.listAllEndpointServices())
                .anyMatch(known -> known.getServiceUrl().equals("127.0.0.1:" + pbx.amiPort()));
    }

    @Test
    void ofAConnectionThatIsNotThereTheServiceIsUnknown() {
        Endpoint endpoint = context.getEndpoint("ami:nowhere/Ping");
        EndpointServiceLocation service = (EndpointServiceLocation) endpoint;

        assertThat(service.getServiceUrl()).isNull();
        assertThat(service.getServiceMetadata()).isEmpty();
    }

    private AsyncProducer up(String uri) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        await().until(() -> producer.processAsync(producer.getEndpoint().createExchange())
                        .get(5, TimeUnit.SECONDS)
                        .getException()
                == null);
        return producer;
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}
