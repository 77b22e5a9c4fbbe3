package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.internal.context.HotContext;
import java.util.Optional;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.Bundle;

/** Something that contributes routes to the Camel context of a name. */
sealed interface RouteSource permits ServiceSource, FileSource {

    /**
     * What stays the same when the contents change: a newer source with the same key takes the place of the older one.
     */
    Object key();

    /** The name of the context. */
    String context();

    /** Whether the source wants a context of its own. */
    boolean exclusive();

    /** The bundle whose classes the routes name, if they come from one. */
    Optional<Bundle> bundle();

    /**
     * Makes the routes, for this context only.
     *
     * @throws Exception with a message for the person who wrote the routes
     */
    RoutesBuilder load(HotContext context) throws Exception;

    /** The source in words, for logs. */
    @Override
    String toString();
}
