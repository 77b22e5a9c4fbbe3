package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.CamelRoutes;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The configurations of PID and factory PID {@value CamelRoutes#PID}. */
@Component(service = Configurations.class)
public final class RoutesConfigurations implements Configurations {
    private static final Set<String> ADMINISTRATIVE = Set.of(
            Constants.SERVICE_PID,
            ConfigurationAdmin.SERVICE_FACTORYPID,
            ConfigurationAdmin.SERVICE_BUNDLELOCATION,
            "felix.fileinstall.filename");

    private final ConfigurationAdmin admin;
    private final ServiceReference<ConfigurationAdmin> reference;

    @Activate
    public RoutesConfigurations(
            @Reference ConfigurationAdmin admin, @Reference ServiceReference<ConfigurationAdmin> reference) {
        this.admin = admin;
        this.reference = reference;
    }

    @Override
    public Map<String, String> of(String context) {
        Map<String, String> values = new HashMap<>();
        // The name as it stands after the tilde may hold anything, so it is compared here and not put into a filter.
        add(values, CamelRoutes.PID);
        add(values, CamelRoutes.PID + "~" + context);
        return values;
    }

    private void add(Map<String, String> values, String pid) {
        for (Configuration configuration : all()) {
            if (pid.equals(configuration.getPid())) {
                // Processed: the plugins that resolve secrets want to know for whom.
                Dictionary<String, Object> properties = configuration.getProcessedProperties(reference);
                for (String key : Collections.list(properties.keys())) {
                    if (!ADMINISTRATIVE.contains(key)) {
                        values.put(key, text(properties.get(key)));
                    }
                }
            }
        }
    }

    private Configuration[] all() {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + CamelRoutes.PID + "*)");
            return found == null ? new Configuration[0] : found;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(
                    "The configurations of " + CamelRoutes.PID + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> String.valueOf(Array.get(value, i)))
                    .collect(Collectors.joining(","));
        }
        return value.toString();
    }
}
