package io.jackfield.camel.routes.internal.context;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * What routes see when they name a class or a resource: the bundles they come from, then whatever active bundles
 * export. No wire ties this bundle to any of those; they are recorded as used instead.
 */
final class RouteClassLoader extends ClassLoader {
    private final List<Bundle> routeBundles;
    private final Offers offers;
    private final Usage usage;

    RouteClassLoader(List<Bundle> routeBundles, Offers offers, Usage usage) {
        super(getPlatformClassLoader());
        this.routeBundles = routeBundles;
        this.offers = offers;
        this.usage = usage;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (Bundle bundle : routeBundles) {
            try {
                return Offers.loadClass(bundle, name);
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        Bundle exporter = offers.exporter(Offers.packageOf(name)).orElse(null);
        if (exporter == null) {
            // Camel tries many a word for a class, and such have no package.
            if (name.indexOf('.') > 0) {
                usage.miss(new Need(Need.Kind.CLASS, name));
            }
            throw new ClassNotFoundException(name);
        }
        Class<?> found = Offers.loadClass(exporter, name);
        usage.use(found);
        return found;
    }

    @Override
    protected URL findResource(String name) {
        return routeBundles.stream()
                .flatMap(bundle -> Offers.classLoader(bundle).stream())
                .map(loader -> loader.getResource(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        for (Bundle bundle : routeBundles) {
            Optional<ClassLoader> loader = Offers.classLoader(bundle);
            if (loader.isPresent()) {
                Enumeration<URL> found = loader.get().getResources(name);
                if (found.hasMoreElements()) {
                    return found;
                }
            }
        }
        return Collections.emptyEnumeration();
    }
}
