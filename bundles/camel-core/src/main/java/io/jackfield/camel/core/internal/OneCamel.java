package io.jackfield.camel.core.internal;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the bundles of any other Camel core from resolving, and says so once for each. Called on whatever thread resolves. */
final class OneCamel implements ResolverHookFactory, ResolverHook {
    private static final Logger LOG = LoggerFactory.getLogger(OneCamel.class);
    private static final String EXTENDER = "osgi.extender";
    private static final String CAMEL = "org.apache.camel";

    private final Bundle core;
    private final Set<Bundle> refused = ConcurrentHashMap.newKeySet();

    OneCamel(Bundle core) {
        this.core = core;
    }

    /** Whether a bundle is, or is part of, a Camel core: it exports Camel's API or is the extender that goes with it. */
    static boolean isCore(BundleRevision revision) {
        return revision != null
                && (provides(revision, PackageNamespace.PACKAGE_NAMESPACE) || provides(revision, EXTENDER));
    }

    private static boolean provides(BundleRevision revision, String namespace) {
        return revision.getDeclaredCapabilities(namespace).stream()
                .anyMatch(capability -> CAMEL.equals(capability.getAttributes().get(namespace)));
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(candidate -> {
            boolean second = !candidate.getBundle().equals(core) && isCore(candidate);
            if (second && refused.add(candidate.getBundle())) {
                LOG.warn("{} stays unresolved: Camel is here already, from bundle {}", candidate.getBundle(), core);
            }
            return second;
        });
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {}

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {}

    @Override
    public void end() {}
}
