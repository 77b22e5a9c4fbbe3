package io.jackfield.camel.routes.internal;

import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells the supervisor of bundles and services that come, and, before they go, of those that go. */
@Component(service = {})
public final class FrameworkWatch implements SynchronousBundleListener, AllServiceListener {
    private final BundleContext bundleContext;
    private final ContextSupervisor supervisor;

    @Activate
    public FrameworkWatch(BundleContext bundleContext, @Reference ContextSupervisor supervisor) {
        this.bundleContext = bundleContext;
        this.supervisor = supervisor;
        bundleContext.addBundleListener(this);
        bundleContext.addServiceListener(this);
    }

    @Deactivate
    void close() {
        bundleContext.removeServiceListener(this);
        bundleContext.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        supervisor.moved();
        if (event.getType() == BundleEvent.STARTED) {
            supervisor.started();
        } else if (event.getType() == BundleEvent.STOPPING) {
            supervisor.leaving(event.getBundle());
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            supervisor.leaving(event.getServiceReference());
        } else {
            supervisor.appeared();
        }
    }
}
