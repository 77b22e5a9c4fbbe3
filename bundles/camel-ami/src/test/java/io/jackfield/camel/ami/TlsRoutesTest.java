package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.simulator.Simulator;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own way to say whom to trust. */
class TlsRoutesTest {

    @TempDir
    private static Path folder;

    private final Simulator pbx = Simulator.builder().user("camel", "secret").start();
    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private TlsFront front;
    private String login;

    @BeforeEach
    void start() throws Exception {
        front = new TlsFront(folder, pbx.amiPort());
        login = "host=localhost&port=" + front.port() + "&username=camel&secret=secret";
        context.getRegistry().bind("ssl", front.trust());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        front.close();
        pbx.close();
    }

    @Test
    void eventsAndActionsGoOverOneEncryptedLogin() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent&gaps=false&sslContextParameters=#ssl&" + login)
                        .process(exchange -> received.add(exchange.getMessage()
                                .getBody(ManagerEvent.class)
                                .get("UserEvent")));
            }
        });
        route("ami:pbx1/Ping?sslContextParameters=#ssl&" + login);
        await().untilAsserted(() -> assertThat(send().getException()).isNull());
        await().until(() -> {
            pbx.event("UserEvent", Map.of("UserEvent", "hello"));
            return received.contains("hello");
        });

        assertThat(front.connections()).isEqualTo(1);
        assertThat(pbx.sessions()).isEqualTo(1);
    }

    @Test
    void theParametersOfTheContextAreUsedIfTheComponentIsToldSo() throws Exception {
        context.setSSLContextParameters(front.trust());
        context.getComponent("ami", AmiComponent.class).setUseGlobalSslContextParameters(true);
        route("ami:pbx1/Ping?" + login);

        await().untilAsserted(() -> assertThat(send().getException()).isNull());
        assertThat(front.connections()).isEqualTo(1);
    }

    @Test
    void withThemAnEndpointMayStillAskForPlainText() throws Exception {
        context.setSSLContextParameters(front.trust());
        context.getComponent("ami", AmiComponent.class).setUseGlobalSslContextParameters(true);
        route("ami:pbx1/Ping?connection.tls=false&" + login.replace("port=" + front.port(), "port=" + pbx.amiPort()));

        await().untilAsserted(() -> assertThat(send().getException()).isNull());
        assertThat(front.connections()).isZero();
    }

    @Test
    void theCertificateMustNameTheHost() throws Exception {
        route("ami:pbx1/Ping?sslContextParameters=#ssl&" + login.replace("host=localhost", "host=127.0.0.1"));

        await().untilAsserted(() -> assertThat(send().getException())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("the certificate of 127.0.0.1:" + front.port() + " is refused"));
        assertThat(pbx.actions()).isEmpty();
    }

    @Test
    void anotherHostMayBeNamed() throws Exception {
        route("ami:pbx1/Ping?sslContextParameters=#ssl&connection.tlsHostName=localhost&"
                + login.replace("host=localhost", "host=127.0.0.1"));

        await().untilAsserted(() -> assertThat(send().getException()).isNull());
    }

    @Test
    void withoutAHostTheyAreUselessAndRefused() {
        assertThatThrownBy(() -> route("ami:pbx1/Ping?sslContextParameters=#ssl"))
                .hasStackTraceContaining("sslContextParameters is for a connection that is made from the endpoint");
    }

    @Test
    void endpointsThatDifferInThemDifferInTheirLogin() throws Exception {
        context.getRegistry().bind("other", front.trust());
        route("ami:pbx1/Ping?sslContextParameters=#ssl&" + login);

        assertThatThrownBy(() -> context.getEndpoint("ami:pbx1/CoreStatus?sslContextParameters=#other&" + login))
                .hasStackTraceContaining("equal names share one login");
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:action").to(uri);
            }
        });
    }

    private Exchange send() {
        return context.createFluentProducerTemplate().to("direct:action").send();
    }
}
