package io.jackfield.camel.routes.internal;

import org.apache.camel.RoutesBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Reports {@code RoutesBuilder} services to the supervisor, without getting them: that is done when a context is built.
 */
@Component(service = {})
public final class RouteServices implements ServiceTrackerCustomizer<RoutesBuilder, ServiceSource> {
    private final ContextSupervisor supervisor;
    private final ServiceTracker<RoutesBuilder, ServiceSource> tracker;

    @Activate
    public RouteServices(BundleContext bundleContext, @Reference ContextSupervisor supervisor) {
        this.supervisor = supervisor;
        this.tracker = new ServiceTracker<>(bundleContext, RoutesBuilder.class, this);
        tracker.open();
    }

    @Deactivate
    void close() {
        tracker.close();
    }

    @Override
    public ServiceSource addingService(ServiceReference<RoutesBuilder> reference) {
        ServiceSource source = ServiceSource.of(reference);
        supervisor.put(source);
        return source;
    }

    @Override
    public void modifiedService(ServiceReference<RoutesBuilder> reference, ServiceSource source) {
        ServiceSource modified = ServiceSource.of(reference);
        if (!modified.equals(source)) {
            supervisor.remove(source.key());
            supervisor.put(modified);
        }
    }

    @Override
    public void removedService(ServiceReference<RoutesBuilder> reference, ServiceSource source) {
        supervisor.remove(source.key());
    }
}
