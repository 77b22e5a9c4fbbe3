package io.jackfield.camel.routes.internal.context;

import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What the framework has for routes at this moment: services and the contents of active bundles, the best first. It
 * remembers nothing and may be asked on any thread.
 */
public final class Offers {
    private final BundleContext bundleContext;

    public Offers(BundleContext bundleContext) {
        this.bundleContext = bundleContext;
    }

    /** Whether what was missed once is there now. */
    public boolean has(Need need) {
        String name = need.name();
        return switch (need.kind()) {
            case COMPONENT ->
                !resolvers(ComponentResolver.class, "component", name).isEmpty();
            case LANGUAGE ->
                !resolvers(LanguageResolver.class, "language", name).isEmpty();
            case DATA_FORMAT ->
                !resolvers(DataFormatResolver.class, "dataformat", name).isEmpty();
            case ROUTES_LOADER ->
                withEntry(RoutesBuilderLoader.FACTORY_PATH + name).isPresent();
            case BEAN -> !beans(name).isEmpty();
            case CLASS ->
                exporter(packageOf(name))
                        .flatMap(Offers::classLoader)
                        .map(loader -> loader.getResource(name.replace('.', '/') + ".class"))
                        .isPresent();
            case BUNDLE -> activeBundles().anyMatch(bundle -> name.equals(bundle.getSymbolicName()));
            case REFRESH ->
                activeBundles().anyMatch(bundle -> name.equals(bundle.getSymbolicName()) && !isHalfUpdated(bundle));
        };
    }

    /** The services of this type that say they resolve the name. */
    <S> List<ServiceReference<S>> resolvers(Class<S> type, String property, String name) {
        try {
            return best(bundleContext.getServiceReferences(type, "(" + property + "=" + escaped(name) + ")"));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The services that carry the name in one of the properties by which services are known. */
    List<ServiceReference<?>> beans(String name) {
        String value = "=" + escaped(name) + ")";
        return services(null, "(|(name" + value + "(osgi.jndi.service.name" + value + "(component.name" + value + ")");
    }

    /** The services registered under the name of a type; whether they are of the very same class remains to be seen. */
    List<ServiceReference<?>> servicesOfType(String typeName) {
        return services(typeName, null);
    }

    /** The first active bundle that has this file, and the file. */
    Optional<BundleEntry> withEntry(String path) {
        return activeBundles().flatMap(bundle -> BundleEntry.of(bundle, path)).findFirst();
    }

    /** The active bundle with the highest version of an exported package. */
    Optional<Bundle> exporter(String packageName) {
        return activeBundles()
                .flatMap(bundle ->
                        bundle.adapt(BundleWiring.class).getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(export -> packageName.equals(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .max(Comparator.comparing(Offers::version))
                .map(export -> export.getRevision().getBundle());
    }

    /**
     * What loads the classes of a bundle, if it is resolved. {@link Bundle#loadClass} and its like would resolve a bundle that
     * is just being updated; that takes locks of the framework for which the updating thread may have to wait, or even
     * to give up.
     */
    static Optional<ClassLoader> classLoader(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(BundleWiring.class)).map(BundleWiring::getClassLoader);
    }

    /** As {@link Bundle#loadClass}, but only if the bundle is resolved. */
    static Class<?> loadClass(Bundle bundle, String name) throws ClassNotFoundException {
        return classLoader(bundle)
                .orElseThrow(() -> new ClassNotFoundException(
                        name + ", since bundle " + bundle.getSymbolicName() + " is not resolved"))
                .loadClass(name);
    }

    /** Whether others still run the classes that the bundle had before its last update. */
    static boolean isHalfUpdated(Bundle bundle) {
        BundleRevisions revisions = bundle.adapt(BundleRevisions.class);
        return revisions != null && revisions.getRevisions().size() > 1;
    }

    record BundleEntry(Bundle bundle, URL url) {
        private static Stream<BundleEntry> of(Bundle bundle, String path) {
            URL url = bundle.getEntry(path);
            return url == null ? Stream.empty() : Stream.of(new BundleEntry(bundle, url));
        }
    }

    static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private Stream<Bundle> activeBundles() {
        return Arrays.stream(bundleContext.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && bundle.adapt(BundleWiring.class) != null);
    }

    private List<ServiceReference<?>> services(String typeName, String filter) {
        try {
            ServiceReference<?>[] found = bundleContext.getAllServiceReferences(typeName, filter);
            return found == null ? List.of() : best(Arrays.asList(found));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R extends ServiceReference<?>> List<R> best(Collection<R> references) {
        return references.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private static Version version(BundleCapability export) {
        return export.getAttributes().get(Constants.VERSION_ATTRIBUTE) instanceof Version version
                ? version
                : Version.emptyVersion;
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\*()])", "\\\\$1");
    }
}
