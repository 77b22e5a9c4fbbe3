package io.jackfield.jms.internal;

import io.jackfield.jms.internal.Settings.InvalidSettingException;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration of factory PID {@code io.jackfield.jms}: connections to a broker elsewhere, found before those to a broker of the
 * same name in this Karaf. It publishes them itself, because Declarative Services would publish the password, too.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.jms",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConnectionsConfiguration.class, factory = true)
public final class ConnectionsComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionsComponent.class);
    private static final int BEFORE_A_BROKER_HERE = 10;

    private final Optional<Connections> connections;

    @Activate
    public ConnectionsComponent(BundleContext context, Map<String, Object> configuration) {
        connections = open(context, configuration);
    }

    private static Optional<Connections> open(BundleContext context, Map<String, Object> configuration) {
        try {
            Settings settings = new Settings(configuration, "name", "url", "username", "password");
            String url = settings.required("url", "where the broker is, for example tcp://broker.example.com:61616");
            String username = settings.text("username", null);
            String password = settings.text("password", null);
            String name = settings.name();
            try {
                Connections made = new Connections(context, name, BEFORE_A_BROKER_HERE, url, username, password);
                LOG.info("JMS connections {} go to {}", name, url);
                return Optional.of(made);
            } catch (IllegalArgumentException e) {
                throw settings.wrong("url", url, "tcp://host:port or ssl://host:port");
            }
        } catch (InvalidSettingException e) {
            LOG.error("{}; there are no such connections until it is changed", e.getMessage());
            return Optional.empty();
        }
    }

    @Deactivate
    public void close() {
        connections.ifPresent(Connections::close);
    }
}
