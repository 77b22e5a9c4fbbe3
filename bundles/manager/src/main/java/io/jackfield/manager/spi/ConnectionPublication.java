package io.jackfield.manager.spi;

import io.jackfield.manager.InvalidSettingException;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection made from one OSGi configuration and published as a service with exactly the properties {@code name},
 * {@code transport} and {@code service.ranking}. A Declarative Services component must not provide the service itself: it
 * would publish every configuration key, resolved secrets included.
 */
public final class ConnectionPublication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPublication.class);

    private final ManagerConnection connection;
    private final ServiceRegistration<ManagerConnection> registration;

    private ConnectionPublication(ManagerConnection connection, ServiceRegistration<ManagerConnection> registration) {
        this.connection = connection;
        this.registration = registration;
    }

    /**
     * Makes and publishes the connection. A configuration that cannot be used is one ERROR line that names it, and an empty
     * result; it is read again when it changes.
     */
    public static Optional<ConnectionPublication> publish(
            BundleContext context, ManagerConnectionFactory factory, Map<String, ?> configuration) {
        try {
            String pid = String.valueOf(configuration.get(Constants.SERVICE_PID));
            String name = name(pid, configuration);
            refuseTaken(context, pid, name);
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put("name", name);
            properties.put("transport", factory.transport());
            properties.put(Constants.SERVICE_RANKING, ranking(configuration));
            return Optional.of(publish(context, factory.create(name, configuration), properties));
        } catch (InvalidSettingException e) {
            LOG.error("{}; this connection is not opened until its configuration is changed", e.getMessage());
            return Optional.empty();
        }
    }

    private static ConnectionPublication publish(
            BundleContext context, ManagerConnection connection, Hashtable<String, Object> properties) {
        try {
            return new ConnectionPublication(
                    connection, context.registerService(ManagerConnection.class, connection, properties));
        } catch (IllegalStateException bundleStopping) {
            connection.close();
            throw bundleStopping;
        }
    }

    private static String name(String pid, Map<String, ?> configuration) {
        int tilde = pid.indexOf('~');
        String name = new Settings(pid, configuration).text("name", tilde < 0 ? null : pid.substring(tilde + 1));
        if (name == null) {
            throw new InvalidSettingException(
                    pid + ": a connection needs a name, expected a file etc/" + pid + "-<name>.cfg");
        }
        return name;
    }

    private static int ranking(Map<String, ?> configuration) {
        return new Settings("", configuration)
                .number(Constants.SERVICE_RANKING, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static void refuseTaken(BundleContext context, String pid, String name) {
        try {
            for (ServiceReference<ManagerConnection> other :
                    context.getServiceReferences(ManagerConnection.class, null)) {
                if (name.equals(other.getProperty("name"))) {
                    String taker = String.valueOf(context.getService(other));
                    context.ungetService(other);
                    throw new InvalidSettingException(pid + ": the name " + name + " is taken by the "
                            + other.getProperty("transport") + " connection " + taker
                            + "; rename or remove one of the two, then save this one again");
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter was given", e);
        }
    }

    /** Withdraws the service, then closes the connection: nobody finds a closed one. */
    @Override
    public void close() {
        registration.unregister();
        connection.close();
    }
}
