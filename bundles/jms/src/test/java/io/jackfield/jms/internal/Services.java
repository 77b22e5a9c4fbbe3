package io.jackfield.jms.internal;

import jakarta.jms.ConnectionFactory;
import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A service registry as far as the components need one. */
final class Services {

    /** The properties of the factories that are registered. */
    final Map<ConnectionFactory, Dictionary<String, ?>> registered = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    BundleContext context() {
        return proxy(BundleContext.class, (method, arguments) -> {
            if (!method.equals("registerService")) {
                throw new UnsupportedOperationException(method);
            }
            registered.put((ConnectionFactory) arguments[1], (Dictionary<String, ?>) arguments[2]);
            return proxy(ServiceRegistration.class, (unregister, none) -> registered.remove(arguments[1]));
        });
    }

    private interface Calls {
        Object take(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object result = calls.take(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    /** The one factory there is; null before it is. */
    ConnectionFactory factory() {
        return registered.isEmpty() ? null : registered.keySet().iterator().next();
    }
}
