package io.jackfield.camel.core.internal;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Starts Camel's extender, unless another Camel core is resolved already; while it runs, no other is resolved.
 *
 * <p>Two cores look harmless to the resolver, but Camel searches all bundles for components, converters and languages and would
 * find those of the other core, which fails at run time with class cast errors.
 */
public final class Activator extends org.apache.camel.karaf.core.Activator {
    private ServiceRegistration<ResolverHookFactory> guard;

    @Override
    public void start(BundleContext context) throws Exception {
        Bundle self = context.getBundle();
        guard = context.registerService(ResolverHookFactory.class, new OneCamel(self), null);
        try {
            refuseSecondCore(context);
            super.start(context);
        } catch (Exception e) {
            guard.unregister();
            throw e;
        }
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        try {
            super.stop(context);
        } finally {
            guard.unregister();
        }
    }

    private static void refuseSecondCore(BundleContext context) throws BundleException {
        Bundle self = context.getBundle();
        Bundle other = Arrays.stream(context.getBundles())
                .filter(bundle -> !bundle.equals(self) && isResolved(bundle))
                .filter(bundle -> OneCamel.isCore(bundle.adapt(BundleRevision.class)))
                .findFirst()
                .orElse(null);
        if (other != null) {
            throw new BundleException(
                    "Camel is here already, from bundle " + other
                            + ". Install one feature camel-core, either that one or" + " the one that brings "
                            + self.getSymbolicName() + ", not both.",
                    BundleException.RESOLVE_ERROR);
        }
    }

    private static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }
}
