package io.jackfield.fastagi.internal;

import io.jackfield.agi.spi.HandlerRegistry;
import io.jackfield.agi.spi.HandlerTracker;
import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.FastAgiServerFactory;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The servers of an OSGi framework: their calls go to its {@link io.jackfield.agi.AgiHandler} services. */
@Component(service = Whiteboard.class)
public final class Whiteboard {

    private final FastAgiServerFactory factory;
    private final HandlerTracker services;

    @Activate
    public Whiteboard(BundleContext context) {
        HandlerRegistry handlers = new HandlerRegistry();
        factory = new FastAgiServerFactory(handlers);
        services = HandlerTracker.open(context, handlers, "fastagi");
    }

    FastAgiServer create(String name, Map<String, ?> settings) {
        return factory.create(name, settings);
    }

    /** Closes the servers that are still open while their handlers are there, then lets go of those. */
    @Deactivate
    public void close() {
        factory.close();
        services.close();
    }
}
