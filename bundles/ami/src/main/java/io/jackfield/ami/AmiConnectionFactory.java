package io.jackfield.ami;

import io.jackfield.ami.internal.AmiTransport;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.manager.spi.ConnectionRuntime;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.Settings;
import io.jackfield.manager.spi.Transport;
import io.jackfield.manager.spi.tls.Tls;
import io.jackfield.manager.spi.tls.TlsSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Makes connections over TCP and TLS. One I/O thread reads for all of them: it only cuts and distributes messages, users' code never
 * runs there.
 */
@Component(service = ManagerConnectionFactory.class, property = "transport=" + AmiConnectionFactory.TRANSPORT)
public final class AmiConnectionFactory implements ManagerConnectionFactory {

    public static final String TRANSPORT = "ami";

    private static final int PORT = 5038;
    private static final int TLS_PORT = 5039;

    private final ConnectionRuntime runtime = new ConnectionRuntime(TRANSPORT, Clock.systemUTC());
    private final EventLoopGroup io = new NioEventLoopGroup(1, new DefaultThreadFactory("jackfield-ami-io", true));

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public ManagerConnection create(String name, Map<String, ?> values) {
        return runtime.connect(name, values, this::read);
    }

    private Supplier<Transport> read(Settings settings, ConnectionSettings common) {
        TlsSettings tls = new TlsSettings(settings);
        String host = settings.required("host");
        int port = settings.number("port", tls.isOn() ? TLS_PORT : PORT, 1, 65535);
        Duration connectTimeout = settings.duration("connectTimeout", Duration.ofSeconds(5));
        Optional<Tls> encryption = tls.read(host, Transport.peer(host, port));
        return () -> new AmiTransport(host, port, connectTimeout, encryption, io, runtime.workers());
    }

    @Override
    @Deactivate
    public void close() {
        runtime.close();
        io.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
