package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.CamelRoutes;
import io.jackfield.camel.routes.internal.context.HotContext;
import io.jackfield.camel.routes.internal.context.Need;
import java.util.Optional;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A {@code RoutesBuilder} service. The service is asked for when a context is built and given back when that ends, so a
 * delayed DS component or a prototype makes a fresh builder for each context; the one instance of other services is
 * made to configure itself again.
 */
record ServiceSource(ServiceReference<RoutesBuilder> reference, Bundle owner, String context) implements RouteSource {

    static ServiceSource of(ServiceReference<RoutesBuilder> reference) {
        Bundle owner = reference.getBundle();
        Object context = reference.getProperty(CamelRoutes.CONTEXT);
        boolean named = context instanceof String name && !name.isBlank();
        return new ServiceSource(reference, owner, named ? ((String) context).strip() : owner.getSymbolicName());
    }

    @Override
    public Object key() {
        return reference;
    }

    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public Optional<Bundle> bundle() {
        return Optional.of(owner);
    }

    @Override
    public RoutesBuilder load(HotContext context) throws Exception {
        RoutesBuilder builder = context.usage().take(reference, RoutesBuilder.class);
        if (builder == null) {
            throw none(context);
        }
        context.usage().use(builder.getClass());
        UsedRouteBuilder.renew(builder, context);
        context.usage().atTheEnd(() -> UsedRouteBuilder.release(builder, context));
        return builder;
    }

    private IllegalStateException none(HotContext context) {
        if (reference.getBundle() == null || owner.getState() != Bundle.ACTIVE) {
            // The news that the service is gone is on its way.
            context.usage().miss(new Need(Need.Kind.BUNDLE, owner.getSymbolicName()));
            return new IllegalStateException("the service of bundle " + owner.getSymbolicName() + " has gone");
        }
        return new IllegalStateException(
                "the service gives no object; where its component could not be activated, the log says why");
    }

    @Override
    public String toString() {
        Object component = reference.getProperty("component.name");
        String what =
                component == null ? "service " + reference.getProperty(Constants.SERVICE_ID) : component.toString();
        return what + " of bundle " + owner.getSymbolicName();
    }
}
