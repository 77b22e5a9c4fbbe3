package io.jackfield.camel.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.OriginateFailedException;
import io.jackfield.simulator.Simulator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that a route places, and what a connection permits it. */
class ActionRoutesTest {

    private final Simulator pbx = Simulator.builder()
            .user("camel", "secret")
            .extension("default", "100", "Answer", "Wait(5)", "Hangup")
            .extension("default", "101", "Busy(1)")
            .start();
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
    void anOriginateCanBeAwaitedUntilTheCallIsAnswered() throws Exception {
        Exchange exchange = request("ami:pbx1/Originate?await=originated&arg.Channel=Local/100@default"
                + "&arg.Application=Wait&arg.Data=5&" + login);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(ManagerEvent.class).name()).isEqualTo("OriginateResponse");
        assertThat(exchange.getMessage().getHeader(ManagerConstants.RESPONSE)).isEqualTo("Success");
        assertThat(exchange.getMessage().getHeader(ManagerConstants.ORIGINATE_REASON))
                .isEqualTo(4);
        assertThat(exchange.getMessage().getHeader(ManagerConstants.UNIQUEID)).isNotNull();
    }

    @Test
    void aCallThatIsNotAnsweredFailsTheExchangeUnlessSaidOtherwise() throws Exception {
        String busy =
                "ami:pbx1/Originate?await=originated&arg.Channel=Local/101@default&arg.Application=Wait&arg.Data=1&";
        Exchange failed = request(busy + login);
        assertThat(failed.getException())
                .isInstanceOf(OriginateFailedException.class)
                .hasMessageContaining("Local/101@default")
                .hasMessageContaining("busy");

        Exchange told = request(busy + "failOnError=false&" + login);
        assertThat(told.getException()).isNull();
        assertThat(told.getMessage().getHeader(ManagerConstants.MESSAGE)).isEqualTo("busy");
    }

    @Test
    void anOriginateThatIsRefusedFailsAtOnce() throws Exception {
        Exchange exchange = request("ami:pbx1/Originate?await=originated&arg.Channel=Local/100@default"
                + "&arg.Context=default&arg.Exten=nowhere&arg.Priority=1&" + login);

        assertThat(exchange.getException()).isInstanceOf(ActionFailedException.class);
    }

    @Test
    void riskyActionsNeedAPermission() throws Exception {
        Exchange refused = request("ami:pbx1/Command?arg.Command=core show uptime&" + login);
        assertThat(refused.getException())
                .isInstanceOf(ActionNotPermittedException.class)
                .hasMessageContaining("permit = Command");
        assertThat(pbx.actions()).noneMatch(action -> action.name().equals("Command"));

        Exchange permitted =
                request("ami:pbx2/Command?arg.Command=core show uptime&connection.permit=Command&" + login);
        assertThat(permitted.getException()).isNull();
        assertThat(permitted.getMessage().getBody(ManagerResponse.class).output())
                .isNotEmpty();
    }

    @Test
    void aLoginOnDemandIsOpenedByTheFirstAction() throws Exception {
        Exchange exchange = request("ami:pbx1/Ping?connection.connect=demand&" + login);

        assertThat(exchange.getException()).isNull();
        assertThat(pbx.sessions()).isEqualTo(1);
    }

    private Exchange request(String uri) throws Exception {
        String from = "direct:" + context.getRoutesSize();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(uri);
            }
        });
        if (!uri.contains("demand")) {
            await().until(() -> pbx.sessions() > 0
                    && context.createFluentProducerTemplate()
                                    .to(uri.replaceAll("/\\w+\\?", "/Ping?")
                                            .replaceAll("(arg\\.|await|failOnError)[^&]*&", ""))
                                    .send()
                                    .getException()
                            == null);
        }
        return context.createFluentProducerTemplate().to(from).send();
    }
}
