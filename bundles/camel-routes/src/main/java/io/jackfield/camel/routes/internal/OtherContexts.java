package io.jackfield.camel.routes.internal;

import java.util.List;
import org.apache.camel.CamelContext;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of Camel contexts that bundles run on their own and that go on with a component of a stopped bundle. A context
 * keeps the classes it started with, so only whoever made it can put that right.
 */
@Component(service = {})
public final class OtherContexts implements BundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(OtherContexts.class);

    private final BundleContext bundleContext;
    private boolean closed;

    @Activate
    public OtherContexts(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
        bundleContext.addBundleListener(this);
    }

    /** Events are delivered some time later, on a thread of the framework: none may find this bundle stopped. */
    @Deactivate
    synchronized void close() {
        closed = true;
        bundleContext.removeBundleListener(this);
    }

    @Override
    public synchronized void bundleChanged(BundleEvent event) {
        if (closed) {
            return;
        }
        boolean frameworkStays =
                bundleContext.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.ACTIVE;
        if (event.getType() == BundleEvent.STOPPED && frameworkStays) {
            for (ServiceReference<CamelContext> reference : contexts()) {
                CamelContext context = bundleContext.getService(reference);
                if (context != null && reference.getBundle() != bundleContext.getBundle()) {
                    warn(context, reference.getBundle(), event.getBundle());
                }
                bundleContext.ungetService(reference);
            }
        }
    }

    private static void warn(CamelContext context, Bundle owner, Bundle stopped) {
        List<String> stale = context.getComponentNames().stream()
                .filter(name -> isFrom(stopped, context.getComponent(name, false)))
                .sorted()
                .toList();
        if (!stale.isEmpty()) {
            LOG.warn(
                    "Camel context \"{}\" of bundle {} still holds {} of bundle {}, which has stopped. Restart the context's"
                            + " bundle; with a mandatory reference to the ComponentResolver service (component={}) it"
                            + " restarts by itself.",
                    context.getName(),
                    owner == null ? "?" : owner.getSymbolicName(),
                    String.join(", ", stale),
                    stopped.getSymbolicName(),
                    stale.get(0));
        }
    }

    /** A context that is just stopping has lost its components already. */
    private static boolean isFrom(Bundle bundle, Object component) {
        return component != null && FrameworkUtil.getBundle(component.getClass()) == bundle;
    }

    private Iterable<ServiceReference<CamelContext>> contexts() {
        try {
            return bundleContext.getServiceReferences(CamelContext.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
