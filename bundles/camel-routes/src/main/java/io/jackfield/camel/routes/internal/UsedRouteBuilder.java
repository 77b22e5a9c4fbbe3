package io.jackfield.camel.routes.internal;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.model.RouteConfigurationsDefinition;
import org.apache.camel.model.RouteTemplatesDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.TemplatedRoutesDefinition;
import org.apache.camel.model.rest.RestsDefinition;

/**
 * Makes a route builder that has been in a Camel context fit for another one. Camel lets a builder configure itself
 * once in its life, and the definitions it holds from then belong to the context they were made for.
 */
final class UsedRouteBuilder {
    private UsedRouteBuilder() {}

    /** Does nothing to a builder that is new, or that keeps no definitions. */
    static void renew(RoutesBuilder builder, CamelContext context) throws Exception {
        if (builder instanceof RouteBuilder used && used.getContext() != null) {
            forget(used);
            used.setCamelContext(context);
            if (used instanceof RouteConfigurationBuilder configurations) {
                configurations.configuration();
            }
            used.configure();
        }
    }

    /** Cuts the ties between a builder and a context that has ended, unless the builder is in another one already. */
    static void release(RoutesBuilder builder, CamelContext ended) {
        if (builder instanceof RouteBuilder used && used.getContext() == ended) {
            forget(used);
            // A builder cannot be told that it is in no context, and as long as it lives it would keep the old one with
            // its components' classes.
            CamelContext none = new SimpleCamelContext(false);
            used.setCamelContext(none);
            used.getRouteCollection().setCamelContext(none);
        }
    }

    private static void forget(RouteBuilder builder) {
        RoutesDefinition routes = builder.getRouteCollection();
        routes.getRoutes().clear();
        routes.getOnExceptions().clear();
        routes.getOnCompletions().clear();
        routes.getIntercepts().clear();
        routes.getInterceptFroms().clear();
        routes.getInterceptSendTos().clear();
        builder.setRestCollection(new RestsDefinition());
        builder.setRouteTemplateCollection(new RouteTemplatesDefinition());
        builder.setTemplatedRouteCollection(new TemplatedRoutesDefinition());
        builder.getBeans().clear();
        if (builder instanceof RouteConfigurationBuilder configurations) {
            configurations.setRouteConfigurationCollection(new RouteConfigurationsDefinition());
        }
    }
}
