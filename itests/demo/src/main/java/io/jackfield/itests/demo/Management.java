package io.jackfield.itests.demo;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Asks the Camel contexts of a Karaf, over JMX. Each question connects anew, since Karaf may restart its server while it starts.
 * Methods block.
 */
final class Management {
    static {
        // Or a server that accepts and says nothing would hold us for ever.
        System.setProperty("sun.rmi.transport.tcp.responseTimeout", "20000");
    }

    private final String url;
    private final String[] credentials;

    Management(int registryPort, String user, String password) {
        url = "service:jmx:rmi:///jndi/rmi://%s:%d/karaf-root".formatted(KarafFolder.HOST, registryPort);
        credentials = new String[] {user, password};
    }

    /**
     * An attribute of a route; empty if there is no such route now.
     *
     * @throws DemoException if Karaf does not answer
     */
    Optional<Object> ofRoute(String context, String route, String attribute) {
        return ask(server -> {
            try {
                return Optional.of(server.getAttribute(name(context, "routes", route), attribute));
            } catch (InstanceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * A count of a route; 0 if there is no such route now.
     *
     * @throws DemoException if Karaf does not answer
     */
    long count(String context, String route, String attribute) {
        return ofRoute(context, route, attribute).map(Long.class::cast).orElse(0L);
    }

    /** As {@link #request(String, String, String)}, with an empty message. */
    Object request(String context, String endpoint) {
        return request(context, endpoint, "");
    }

    /**
     * Sends a message to an endpoint of a context; the body of the answer, null if it has none.
     *
     * @throws DemoException if Karaf does not answer
     */
    Object request(String context, String endpoint, String body) {
        return ask(server -> server.invoke(
                name(context, "context", context), "requestBody", new Object[] {endpoint, body}, new String[] {
                    String.class.getName(), Object.class.getName()
                }));
    }

    private <T> T ask(Question<T> question) {
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(url), Map.of(JMXConnector.CREDENTIALS, credentials))) {
            return question.ask(connector.getMBeanServerConnection());
        } catch (JMException | IOException | SecurityException e) {
            throw new DemoException("no answer from Karaf at " + url + ": " + e, e);
        }
    }

    private static ObjectName name(String context, String type, String name) throws JMException {
        return new ObjectName(
                "org.apache.camel:context=%s,type=%s,name=%s".formatted(context, type, ObjectName.quote(name)));
    }

    private interface Question<T> {
        T ask(MBeanServerConnection server) throws JMException, IOException;
    }
}
