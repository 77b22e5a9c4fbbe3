package io.jackfield.itests.karaf;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The books of all connections and of all routes' subscriptions, read without a wire to the bundles that keep them. */
final class Accounting {
    private final BundleContext context;

    Accounting(BundleContext context) {
        this.context = context;
    }

    /** The statistics that do not add up. */
    List<Object> unbalanced() throws Exception {
        List<Object> books = new ArrayList<>();
        for (Object connection : services("io.jackfield.manager.ManagerConnection")) {
            books.add(ask(connection, "stats"));
        }
        for (Object camel : services("org.apache.camel.CamelContext")) {
            for (Object route : (Collection<?>) ask(camel, "getRoutes")) {
                for (Object feed : (Collection<?>) ask(ask(route, "getConsumer"), "feeds")) {
                    Optional<?> subscription = (Optional<?>) ask(feed, "subscription");
                    if (subscription.isPresent()) {
                        books.add(ask(subscription.get(), "stats"));
                    }
                }
            }
        }
        List<Object> wrong = new ArrayList<>();
        for (Object book : books) {
            if (!(boolean) ask(book, "isBalanced")) {
                wrong.add(book);
            }
        }
        return wrong;
    }

    private List<Object> services(String type) throws Exception {
        List<Object> services = new ArrayList<>();
        ServiceReference<?>[] references = context.getAllServiceReferences(type, null);
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            Object service = context.getService(reference);
            if (service != null) {
                services.add(service);
                context.ungetService(reference);
            }
        }
        return services;
    }

    private static Object ask(Object target, String question) throws Exception {
        Method method = target.getClass().getMethod(question);
        method.setAccessible(true);
        return method.invoke(target);
    }
}
