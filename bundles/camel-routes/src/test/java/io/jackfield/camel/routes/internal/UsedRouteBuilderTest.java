package io.jackfield.camel.routes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsedRouteBuilderTest {
    private final Routes routes = new Routes();
    private final CamelContext first = new DefaultCamelContext();
    private final CamelContext second = new DefaultCamelContext();

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    private static final class Routes extends RouteConfigurationBuilder {
        private int configured;

        @Override
        public void configuration() {
            routeConfiguration("quiet")
                    .onException(IllegalStateException.class)
                    .handled(true)
                    .setBody(constant("quiet"));
        }

        @Override
        public void configure() {
            configured++;
            onException(IllegalArgumentException.class).handled(true).setBody(constant("handled"));
            interceptFrom("direct:never").log("never");
            from("direct:in")
                    .routeId("in")
                    .setBody(simple("${body} " + configured))
                    .filter(simple("${body} contains 'bad'"))
                    .throwException(new IllegalArgumentException("bad"));
            routeTemplate("template").from("direct:template").to("log:x");
        }
    }

    @Test
    void theOneBuilderMakesRoutesForOneContextAfterTheOther() throws Exception {
        run(first, 1);
        run(second, 2);
    }

    private void run(CamelContext context, int time) throws Exception {
        UsedRouteBuilder.renew(routes, context);
        context.addRoutesConfigurations(routes);
        context.addRoutes(routes);
        context.start();
        assertThat(context.getRoutes()).hasSize(1);
        assertThat(routes.getRouteCollection().getOnExceptions()).hasSize(1);
        assertThat(context.createProducerTemplate().requestBody("direct:in", "good"))
                .isEqualTo("good " + time);
        assertThat(context.createProducerTemplate().requestBody("direct:in", "bad"))
                .isEqualTo("handled");
        context.stop();
        UsedRouteBuilder.release(routes, context);
        assertThat(routes.getContext()).isNotSameAs(context);
        assertThat(routes.getRouteCollection().getRoutes()).isEmpty();
    }

    @Test
    void aBuilderThatIsInTheNextContextAlreadyIsNotTakenFromIt() throws Exception {
        first.addRoutes(routes);
        UsedRouteBuilder.renew(routes, second);
        second.addRoutes(routes);
        UsedRouteBuilder.release(routes, first);
        assertThat(routes.getContext()).isSameAs(second);
    }

    @Test
    void aNewBuilderIsLeftToCamel() throws Exception {
        UsedRouteBuilder.renew(routes, first);
        assertThat(routes.configured).isZero();
    }
}
