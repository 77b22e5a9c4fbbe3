package io.jackfield.itests.contract;

import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A Camel context whose routes take calls of a scene's AGI server. Each route is named by where it begins. */
final class Routes implements AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();

    Routes(Scene scene) {
        context.getRegistry().bind(scene.agi().name(), scene.agi());
        context.getShutdownStrategy().setTimeout(Scene.PATIENCE.toSeconds());
        context.start();
    }

    CamelContext context() {
        return context;
    }

    void add(String from, Consumer<RouteDefinition> steps) {
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().logExhausted(false));
                    steps.accept(from(from).routeId(from));
                }
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void stop(String from) {
        try {
            context.getRouteController().stopRoute(from);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
