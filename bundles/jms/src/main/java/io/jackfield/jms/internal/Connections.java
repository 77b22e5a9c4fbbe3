package io.jackfield.jms.internal;

import jakarta.jms.ConnectionFactory;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/**
 * A pool of connections to one broker, as a service {@code ConnectionFactory} with a name. A connection that has failed is left
 * out of the pool, and the next one is made when it is asked for.
 */
final class Connections implements AutoCloseable {

    /** How long a broker may take to answer; a send that takes longer fails, and may have succeeded. */
    private static final int ANSWER_MILLIS = 15_000;

    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    private final ServiceRegistration<ConnectionFactory> registration;

    /**
     * @param ranking which factory of one name is found: the one with the highest
     * @param username null where the broker asks for none
     */
    Connections(BundleContext context, String name, int ranking, String url, String username, String password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(username, password, url);
        factory.setConnectResponseTimeout(ANSWER_MILLIS);
        factory.setSendTimeout(ANSWER_MILLIS);
        // No message makes objects of classes that its sender names.
        factory.setTrustedPackages(List.of());
        pool.setConnectionFactory(factory);
        pool.start();
        registration = context.registerService(
                ConnectionFactory.class,
                pool,
                new Hashtable<>(Map.of("name", name, Constants.SERVICE_RANKING, ranking)));
    }

    /** Withdraws the service, so that routes can work off what they have at hand, and then closes the connections. */
    @Override
    public void close() {
        registration.unregister();
        pool.stop();
    }
}
