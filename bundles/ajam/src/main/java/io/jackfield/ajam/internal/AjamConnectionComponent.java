package io.jackfield.ajam.internal;

import io.jackfield.ajam.AjamConnectionFactory;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.spi.ConnectionPublication;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of factory PID {@code io.jackfield.ajam}: a connection as long as the configuration is there. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.ajam",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AjamConfiguration.class, factory = true)
public final class AjamConnectionComponent {

    private final Optional<ConnectionPublication> publication;

    @Activate
    public AjamConnectionComponent(
            BundleContext context,
            @Reference(target = "(transport=" + AjamConnectionFactory.TRANSPORT + ")") ManagerConnectionFactory factory,
            Map<String, Object> configuration) {
        publication = ConnectionPublication.publish(context, factory, configuration);
    }

    @Deactivate
    public void close() {
        publication.ifPresent(ConnectionPublication::close);
    }
}
