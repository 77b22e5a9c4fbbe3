package io.jackfield.camel.routes.internal;

import io.jackfield.camel.routes.CamelRoutes;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells the supervisor when a configuration of routes was written or deleted. */
@Component
public final class ConfigurationWatch implements ConfigurationListener {
    private final ContextSupervisor supervisor;

    @Activate
    public ConfigurationWatch(@Reference ContextSupervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (CamelRoutes.PID.equals(event.getPid()) || CamelRoutes.PID.equals(event.getFactoryPid())) {
            supervisor.reconfigured();
        }
    }
}
