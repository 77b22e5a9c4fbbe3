package io.jackfield.asyncagi.internal;

import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.HandlerTracker;
import io.jackfield.asyncagi.AsyncAgi;
import io.jackfield.manager.ManagerConnection;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Brings together the {@code ManagerConnection} services and the {@code AgiHandler} services that ask for AsyncAGI. */
@Component(
        service = {},
        immediate = true)
public final class AsyncAgiComponent {

    private final HandlerRegistry handlers = new HandlerRegistry();
    private final AsyncAgi asyncAgi = new AsyncAgi(handlers);
    private final HandlerTracker tracker;

    @Activate
    public AsyncAgiComponent(BundleContext context) {
        tracker = HandlerTracker.open(context, handlers, AsyncAgi.TRANSPORT);
    }

    @Reference(name = "connection", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bind(ManagerConnection connection) {
        asyncAgi.bind(connection);
    }

    public void unbind(ManagerConnection connection) {
        asyncAgi.unbind(connection);
    }

    /** May block for ten seconds, for calls in progress. */
    @Deactivate
    public void close() {
        asyncAgi.close();
        tracker.close();
    }
}
