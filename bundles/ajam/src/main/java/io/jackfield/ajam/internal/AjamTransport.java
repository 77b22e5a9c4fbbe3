package io.jackfield.ajam.internal;

import io.jackfield.ajam.AjamConnectionFactory;
import io.jackfield.manager.spi.ConnectionSettings;
import io.jackfield.manager.spi.LinkListener;
import io.jackfield.manager.spi.Transport;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP or HTTPS to one PBX. */
public final class AjamTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(AjamTransport.class);
    /** Up to this {@code httptimeout} Asterisk's WaitEvent does not wait. */
    private static final Duration NO_WAITING = Duration.ofSeconds(10);

    private final ConnectionSettings common;
    private final AjamSettings settings;
    private final HttpThreads threads;
    private final HttpClient client;
    private volatile boolean warned;

    public AjamTransport(ConnectionSettings common, AjamSettings settings, HttpThreads threads) {
        this.common = common;
        this.settings = settings;
        this.threads = threads;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .executor(threads.executor())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .proxy(settings.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
        settings.tls().ifPresent(tls -> builder.sslContext(tls.context()));
        this.client = builder.build();
    }

    @Override
    public String name() {
        return AjamConnectionFactory.TRANSPORT;
    }

    @Override
    public String peer() {
        return Transport.peer(settings.host(), settings.port());
    }

    @Override
    public void connect(LinkListener listener) {
        AjamLink link = new AjamLink(
                settings,
                listener,
                turns -> new HttpSession(settings, client, settings.identity(common), turns, threads.timer()),
                threads,
                this::ended);
        threads.begun(link);
        link.start();
    }

    private void ended(AjamLink link) {
        threads.ended(link);
        link.lifetime().filter(lifetime -> lifetime.compareTo(NO_WAITING) <= 0).ifPresent(this::warn);
    }

    private void warn(Duration lifetime) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{}: httptimeout = {} in the PBX's manager.conf lets WaitEvent return at once, so that events are asked"
                            + " for {} times a second; expected 60",
                    common.name(),
                    lifetime.toSeconds(),
                    1000 / Math.max(1, settings.pollInterval().toMillis()));
        }
    }
}
