package io.jackfield.fastagi.internal;

import io.jackfield.fastagi.FastAgiServer;
import io.jackfield.fastagi.InvalidSettingException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configuration of factory PID {@code io.jackfield.fastagi}: a server as long as the configuration is there. It publishes the
 * server itself, with its name alone: Declarative Services would publish every configuration key, resolved secrets included.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.fastagi",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FastAgiConfiguration.class, factory = true)
public final class FastAgiServerComponent {

    private static final Logger LOG = LoggerFactory.getLogger(FastAgiServerComponent.class);

    private final BundleContext context;
    private final Whiteboard whiteboard;
    private FastAgiServer server;
    private ServiceRegistration<FastAgiServer> registration;

    @Activate
    public FastAgiServerComponent(
            BundleContext context, @Reference Whiteboard whiteboard, Map<String, Object> configuration) {
        this.context = context;
        this.whiteboard = whiteboard;
        open(configuration);
    }

    private void open(Map<String, Object> configuration) {
        try {
            server = whiteboard.create(name(configuration), configuration);
        } catch (InvalidSettingException e) {
            LOG.error("{}; this server is not opened until its configuration is changed", e.getMessage());
            return;
        }
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("name", server.name()));
        try {
            registration = context.registerService(FastAgiServer.class, server, properties);
        } catch (IllegalStateException bundleStopping) {
            server.close();
            throw bundleStopping;
        }
    }

    /** The configuration was edited: the server goes on with it, unless it has another name now. */
    @Modified
    public void edited(Map<String, Object> configuration) {
        try {
            if (server != null && server.name().equals(name(configuration))) {
                server.update(configuration);
                return;
            }
        } catch (InvalidSettingException e) {
            LOG.error("{}; the server goes on with its former settings", e.getMessage());
            return;
        }
        close();
        open(configuration);
    }

    /** The key {@code name}, or what stands behind the dash of the file's name. */
    private static String name(Map<String, Object> configuration) {
        String pid = String.valueOf(configuration.get(Constants.SERVICE_PID));
        int tilde = pid.indexOf('~');
        Object name = configuration.get("name");
        if (name != null && !name.toString().isBlank()) {
            return name.toString().strip();
        }
        if (tilde < 0) {
            throw new InvalidSettingException(
                    pid + ": a server needs a name, expected a file etc/" + pid + "-<name>.cfg");
        }
        return pid.substring(tilde + 1);
    }

    /** Withdraws the service, then stops the server in good order. */
    @Deactivate
    public void close() {
        if (server != null) {
            registration.unregister();
            server.close();
            server = null;
        }
    }
}
