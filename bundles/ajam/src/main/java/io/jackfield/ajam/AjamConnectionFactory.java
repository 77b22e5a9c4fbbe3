package io.jackfield.ajam;

import io.jackfield.ajam.internal.AjamSettings;
import io.jackfield.ajam.internal.AjamTransport;
import io.jackfield.ajam.internal.HttpThreads;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.spi.ConnectionRuntime;
import java.time.Clock;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Makes connections over HTTP and HTTPS. Answers are read on threads that all connections share; users' code never runs there. */
@Component(service = ManagerConnectionFactory.class, property = "transport=" + AjamConnectionFactory.TRANSPORT)
public final class AjamConnectionFactory implements ManagerConnectionFactory {

    public static final String TRANSPORT = "ajam";

    private final ConnectionRuntime runtime = new ConnectionRuntime(TRANSPORT, Clock.systemUTC());
    private final HttpThreads threads = new HttpThreads(runtime.timer());

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public ManagerConnection create(String name, Map<String, ?> values) {
        return runtime.connect(name, values, (settings, common) -> {
            AjamSettings http = AjamSettings.read(settings);
            return () -> new AjamTransport(common, http, threads);
        });
    }

    @Override
    @Deactivate
    public void close() {
        runtime.closeConnections();
        threads.awaitFarewells();
        runtime.close();
        threads.close();
    }
}
