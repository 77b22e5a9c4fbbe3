package io.jackfield.camel.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jackfield.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that a person or a program can read about a route tells a secret. */
class SecretsTest {

    private static final String SECRET = "h1dden+%&";
    private static final String PASSWORD = "h1dden-too";

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Simulator pbx = Simulator.builder().user("camel", SECRET).start();
    private final CamelContext context = new DefaultCamelContext();
    private final String login = "host=127.0.0.1&port=" + pbx.amiPort()
            + "&username=camel&connection.pingTimeout=2s&secret=RAW(" + SECRET + ")";

    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(logged, true, UTF_8));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("ami:pbx1?events=UserEvent&" + login).routeId("events").log("${body}");
                from("direct:action").routeId("actions").to("ami:pbx1/Ping?" + login);
            }
        });
        context.start();
        await().until(() -> send().getException() == null);
    }

    @AfterEach
    void stop() {
        context.stop();
        pbx.close();
        System.setErr(before);
        before.print(logged.toString(UTF_8));
    }

    @Test
    void endpointsConsumersAndProducersMaskIt() throws Exception {
        for (Endpoint endpoint : context.getEndpoints()) {
            assertThat(endpoint.toString()).doesNotContain("h1dden");
            assertThat(endpoint.toString().contains("secret=xxxxxx"))
                    .isEqualTo(endpoint.getEndpointUri().startsWith("ami:"));
            if (endpoint instanceof EndpointServiceLocation service) {
                assertThat(service.getServiceUrl() + service.getServiceMetadata())
                        .doesNotContain("h1dden");
            }
        }
        assertThat(context.getRoute("events").getConsumer().toString()).doesNotContain("h1dden");
        assertThat(context.getRoutes().toString()).doesNotContain("h1dden");
    }

    @Test
    void managementMasksIt() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> values = new ArrayList<>();
        for (ObjectName bean : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            values.add(bean.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                values.add(value(server, bean, attribute.getName()));
            }
        }

        assertThat(values).anyMatch(value -> value.contains("secret=xxxxxx"));
        assertThat(values).noneMatch(value -> value.contains("h1dden"));
    }

    /** Camel's own dumps show routes as they were written: whoever wants to show those keeps the secret out of them. */
    @Test
    void aSecretThatIsAPlaceholderIsInNoDumpOfTheRoutes() throws Exception {
        CamelContext other = new DefaultCamelContext();
        other.getPropertiesComponent().addOverrideProperty("pbx1.secret", SECRET);
        other.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:action").to("ami:pbx1/Ping?" + login.replace(SECRET, "{{pbx1.secret}}"));
            }
        });
        other.start();
        try {
            await().until(() -> other.createFluentProducerTemplate()
                            .to("direct:action")
                            .send()
                            .getException()
                    == null);
            assertThat(dump(other)).contains("ami:pbx1/Ping").doesNotContain("h1dden");
            assertThat(dump(context)).contains("h1dden");
        } finally {
            other.stop();
        }
    }

    private static String dump(CamelContext context) throws Exception {
        return PluginHelper.getModelToXMLDumper(context)
                .dumpModelAsXml(
                        context,
                        ((ModelCamelContext) context).getRouteDefinitions().get(0));
    }

    @Test
    void healthMasksIt() {
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        pbx.kill();
        await().until(() -> health().stream().anyMatch(result -> result.getState() == HealthCheck.State.DOWN));

        assertThat(health()).allSatisfy(result -> assertThat(
                        result.getMessage() + " " + result.getDetails() + " " + result.getError())
                .doesNotContain("h1dden"));
    }

    @Test
    void exceptionsMaskIt() {
        String wrong = "ami:pbx2/Ping?" + login.replace("secret=", "nonsense=1&secret=");
        assertThat(stackTrace(catchThrowable(() -> context.getEndpoint(wrong))))
                .contains("nonsense")
                .doesNotContain("h1dden");

        String other = "ami:pbx1/Ping?" + login.replace(SECRET, SECRET + "x");
        assertThat(stackTrace(catchThrowable(() -> context.getEndpoint(other))))
                .contains("equal names share one login")
                .doesNotContain("h1dden");

        String files = "ami:pbx3/Ping?" + login + "&connection.tls=true&connection.trustStore=nowhere.pem"
                + "&connection.trustStorePassword=RAW(" + PASSWORD + ")&connection.keyPassword=" + PASSWORD;
        assertThat(stackTrace(catchThrowable(() -> context.getEndpoint(files))))
                .contains("nowhere.pem")
                .doesNotContain("h1dden");
    }

    @Test
    void failedActionsMaskIt() {
        pbx.kill();
        await().until(() -> send().getException() != null);

        assertThat(stackTrace(send().getException())).doesNotContain("h1dden");
    }

    @Test
    void theLogMasksIt() throws Exception {
        context.getRouteController().stopAllRoutes();
        context.getRouteController().startAllRoutes();
        pbx.disconnectAll();
        await().until(() -> logged.toString(UTF_8).contains("no connection to"));
        context.stop();

        assertThat(logged.toString(UTF_8)).contains("secret=xxxxxx").doesNotContain("h1dden");
    }

    private Exchange send() {
        return context.createFluentProducerTemplate().to("direct:action").send();
    }

    private Collection<HealthCheck.Result> health() {
        return HealthCheckHelper.invoke(context);
    }

    private static String value(MBeanServer server, ObjectName bean, String attribute) throws JMException {
        try {
            return attribute + "=" + server.getAttribute(bean, attribute);
        } catch (RuntimeMBeanException notNow) {
            return attribute + " cannot be read: " + notNow;
        }
    }

    private static String stackTrace(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
