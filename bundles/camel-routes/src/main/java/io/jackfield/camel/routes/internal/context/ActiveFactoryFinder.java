package io.jackfield.camel.routes.internal.context;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/** Finds the classes that Camel's marker files name, in active bundles only, and records their bundles as used. */
final class ActiveFactoryFinder extends DefaultFactoryFinder {
    private final Offers offers;
    private final Usage usage;

    private ActiveFactoryFinder(ClassResolver classResolver, String path, Offers offers, Usage usage) {
        super(classResolver, path);
        this.offers = offers;
        this.usage = usage;
    }

    static FactoryFinderResolver resolver(Offers offers, Usage usage) {
        return new FactoryFinderResolver() {
            @Override
            public FactoryFinder resolveFactoryFinder(ClassResolver classResolver, String path) {
                return new ActiveFactoryFinder(classResolver, path, offers, usage);
            }

            @Override
            public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classResolver, String path) {
                return resolveFactoryFinder(classResolver, path);
            }
        };
    }

    @Override
    public Optional<Class<?>> findClass(String key) {
        return Optional.ofNullable(addToClassMap(key, () -> load(key)));
    }

    @Override
    public Optional<Class<?>> findOptionalClass(String key) {
        return findClass(key);
    }

    private Class<?> load(String key) throws IOException, ClassNotFoundException {
        Offers.BundleEntry entry = offers.withEntry(getResourcePath() + key).orElse(null);
        if (entry == null) {
            return null;
        }
        Properties marker = new Properties();
        try (InputStream in = entry.url().openStream()) {
            marker.load(in);
        }
        String className = marker.getProperty("class");
        if (className == null) {
            throw new IOException(entry.url() + " of bundle " + entry.bundle().getSymbolicName() + " names no class");
        }
        Class<?> type = Offers.loadClass(entry.bundle(), className);
        return usage.use(type) ? type : null;
    }
}
