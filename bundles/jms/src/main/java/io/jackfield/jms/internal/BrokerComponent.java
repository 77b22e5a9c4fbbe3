package io.jackfield.jms.internal;

import io.jackfield.jms.internal.Settings.InvalidSettingException;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.security.AuthenticationUser;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration of factory PID {@code io.jackfield.broker}: a broker as long as the configuration is there, and a connection factory
 * to it from its first start on. The factory stays while the broker is started anew, so that routes wait for it with what they have at
 * hand.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.broker",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BrokerConfiguration.class, factory = true)
public final class BrokerComponent {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);

    private final BundleContext context;
    private final AuthenticationUser insider =
            new AuthenticationUser("karaf", UUID.randomUUID().toString(), "users");
    private Broker broker;
    private Connections connections;
    private boolean closed;

    @Activate
    public BrokerComponent(BundleContext context, Map<String, Object> configuration) {
        this.context = context;
        try {
            BrokerSettings settings = BrokerSettings.of(configuration);
            broker = new Broker(settings, insider, () -> connect(settings.name()));
        } catch (InvalidSettingException e) {
            LOG.error("{}; there is no such broker until it is changed", e.getMessage());
        }
    }

    private synchronized void connect(String name) {
        if (!closed) {
            connections = new Connections(
                    context, name, 0, "vm://" + name + "?create=false", insider.getUsername(), insider.getPassword());
        }
    }

    /** Withdraws the service, so that routes can work off what they have at hand, and then stops the broker. */
    @Deactivate
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (connections != null) {
            connections.close();
            connections = null;
        }
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }
}
