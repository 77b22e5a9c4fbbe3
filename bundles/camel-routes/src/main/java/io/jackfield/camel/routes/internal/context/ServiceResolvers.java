package io.jackfield.camel.routes.internal.context;

import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatFactory;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.support.ResolverHelper;
import org.osgi.framework.ServiceReference;

/**
 * Finds components, languages and data formats through the resolver services of the bundles that have them, and records
 * which of them a context uses. One of a stopped bundle counts as missing, whoever may still offer it.
 */
final class ServiceResolvers implements ComponentResolver, LanguageResolver, DataFormatResolver {
    private final Offers offers;
    private final Usage usage;

    ServiceResolvers(Offers offers, Usage usage) {
        this.offers = offers;
        this.usage = usage;
    }

    @Override
    public Component resolveComponent(String name, CamelContext context) {
        return resolve(ComponentResolver.class, "component", new Need(Need.Kind.COMPONENT, name), resolver -> {
            try {
                return resolver.resolveComponent(name, context);
            } catch (Exception e) {
                throw new IllegalStateException("Component " + name + " could not be created: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public Language resolveLanguage(String name, CamelContext context) {
        Language known = ResolverHelper.lookupLanguageInRegistryWithFallback(context, name);
        if (known != null) {
            return known;
        }
        Language language = resolve(
                LanguageResolver.class,
                "language",
                new Need(Need.Kind.LANGUAGE, name),
                resolver -> resolver.resolveLanguage(name, context));
        if (language == null) {
            throw new NoSuchLanguageException(name);
        }
        return language;
    }

    @Override
    public DataFormat createDataFormat(String name, CamelContext context) {
        DataFormatFactory known = ResolverHelper.lookupDataFormatFactoryInRegistryWithFallback(context, name);
        if (known != null) {
            return known.newInstance();
        }
        return resolve(
                DataFormatResolver.class,
                "dataformat",
                new Need(Need.Kind.DATA_FORMAT, name),
                resolver -> resolver.createDataFormat(name, context));
    }

    private <R, T> T resolve(Class<R> type, String property, Need need, Function<R, T> resolution) {
        for (ServiceReference<R> reference : offers.resolvers(type, property, need.name())) {
            R resolver = usage.take(reference, type);
            T found = resolver == null ? null : resolution.apply(resolver);
            if (found != null && usage.use(found.getClass())) {
                return found;
            }
        }
        usage.miss(need);
        return null;
    }
}
