package io.jackfield.camel.routes.internal.context;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Services as Camel beans. By name, a service is found if its property {@code name}, {@code osgi.jndi.service.name} or
 * {@code component.name} has it, the highest ranking first; by type, under the types it is registered with. What is
 * handed out is recorded as used.
 */
final class ServiceBeanRepository implements BeanRepository {
    private final Offers offers;
    private final Usage usage;

    ServiceBeanRepository(Offers offers, Usage usage) {
        this.offers = offers;
        this.usage = usage;
    }

    @Override
    public Object lookupByName(String name) {
        return lookupByNameAndType(name, Object.class);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        for (ServiceReference<?> reference : offers.beans(name)) {
            T bean = usage.take(reference, type);
            if (bean != null) {
                return bean;
            }
        }
        return null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> beans = new HashMap<>();
        for (ServiceReference<?> reference : offers.servicesOfType(type.getName())) {
            T bean = usage.take(reference, type);
            if (bean != null) {
                beans.putIfAbsent(nameOf(reference), bean);
            }
        }
        return beans;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return new LinkedHashSet<>(findByTypeWithName(type).values());
    }

    private static String nameOf(ServiceReference<?> reference) {
        for (String property : new String[] {"name", "osgi.jndi.service.name", "component.name"}) {
            if (reference.getProperty(property) instanceof String name) {
                return name;
            }
        }
        return "service-" + reference.getProperty(Constants.SERVICE_ID);
    }
}
