package io.jackfield.ami.internal;

import io.jackfield.ami.AmiConnectionFactory;
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

/** One configuration of factory PID {@code io.jackfield.ami}: a connection as long as the configuration is there. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.jackfield.ami",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AmiConfiguration.class, factory = true)
public final class AmiConnectionComponent {

    private final Optional<ConnectionPublication> publication;

    @Activate
    public AmiConnectionComponent(
            BundleContext context,
            @Reference(target = "(transport=" + AmiConnectionFactory.TRANSPORT + ")") ManagerConnectionFactory factory,
            Map<String, Object> configuration) {
        publication = ConnectionPublication.publish(context, factory, configuration);
    }

    @Deactivate
    public void close() {
        publication.ifPresent(ConnectionPublication::close);
    }
}
