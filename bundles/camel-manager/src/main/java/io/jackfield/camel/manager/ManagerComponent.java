package io.jackfield.camel.manager;

import io.jackfield.camel.manager.internal.LocalDirectory;
import io.jackfield.camel.manager.internal.ManagerDevConsole;
import io.jackfield.camel.manager.internal.OsgiDirectory;
import io.jackfield.camel.manager.internal.ProducersHealthCheck;
import io.jackfield.camel.manager.internal.SslContexts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;
import org.osgi.framework.FrameworkUtil;

/** The base of the components ami and ajam, which differ in their scheme alone. */
public abstract class ManagerComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata(
            label = "security",
            defaultValue = "false",
            description =
                    "Whether connections that are made from endpoints use the SSLContextParameters of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private final String scheme;
    private final Set<Consumer> consumers = ConcurrentHashMap.newKeySet();
    private SslContexts sslContexts;
    private HealthCheck producersHealth;
    private ConnectionDirectory directory;
    private ScheduledExecutorService timer;

    protected ManagerComponent(String scheme) {
        this.scheme = scheme;
    }

    /** The scheme, which is also the transport of its connections. */
    public String scheme() {
        return scheme;
    }

    /** The connections that this component's endpoints can use. */
    public ConnectionDirectory directory() {
        return directory;
    }

    /** The consumers that run now. */
    public Set<Consumer> consumers() {
        return consumers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    protected abstract ManagerEndpoint newEndpoint(String uri);

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        String name = slash < 0 ? remaining : remaining.substring(0, slash);
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    uri + ": a connection name is missing, expected " + scheme + ":name or " + scheme + ":name/Action");
        }
        ManagerEndpoint endpoint = newEndpoint(uri);
        endpoint.setName(name);
        if (slash >= 0) {
            endpoint.setAction(remaining.substring(slash + 1));
        }
        endpoint.getActionOptions().setArgs(PropertiesHelper.extractProperties(parameters, "arg."));
        endpoint.getConnectionOptions().setSettings(PropertiesHelper.extractProperties(parameters, "connection."));
        Object where = parameters.remove("where");
        if (where != null) {
            for (Object condition : where instanceof List<?> several ? several : List.of(where)) {
                endpoint.getEventOptions().setWhere(condition.toString());
            }
        }
        Map<String, Object> given = new LinkedHashMap<>(parameters);
        setProperties(endpoint, parameters);
        refuseUnusable(endpoint, given);
        return endpoint;
    }

    /** Here and not at the start of a route, because a route that fails to start is tried again. */
    private void refuseUnusable(ManagerEndpoint endpoint, Map<String, Object> given) {
        requirePositive("queueSize", endpoint.getEventOptions().getQueueSize(), given);
        requirePositive("workers", endpoint.getEventOptions().getWorkers(), given);
        endpoint.subscriptionOptions();
        if (given.containsKey("timeout") && endpoint.getActionOptions().getTimeout() < 1) {
            throw new IllegalArgumentException(
                    "timeout=" + given.get("timeout") + ": expected a time above zero such as 500ms or 5s");
        }
        ConnectionOptions connection = endpoint.getConnectionOptions();
        boolean made = connection.getHost() != null;
        if (!made && connection.getSslContextParameters() != null) {
            throw new IllegalArgumentException(endpoint
                    + ": sslContextParameters is for a connection that is made from the endpoint, and host is missing");
        }
        if (made && runsAsBundle()) {
            throw new IllegalArgumentException(endpoint
                    + ": in Karaf connections come from configuration; put host and login into etc/io.jackfield."
                    + scheme
                    + "-" + endpoint.getName() + ".cfg and keep only the name in the endpoint");
        }
    }

    private static void requirePositive(String option, int value, Map<String, Object> given) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    option + "=" + given.get(option) + ": expected a whole number of at least 1");
        }
    }

    /** Makes the connection that an endpoint describes by host and login, unless it was made before. */
    void connect(String name, ConnectionOptions options) throws GeneralSecurityException, IOException {
        Map<String, Object> settings = options.toSettings();
        SSLContextParameters ssl = options.getSslContextParameters();
        if (ssl == null && !"false".equals(String.valueOf(settings.get("tls")))) {
            ssl = retrieveGlobalSslContextParameters();
        }
        if (ssl != null) {
            settings.putIfAbsent("tls", true);
            settings.put("sslContext", sslContexts.of(ssl, getCamelContext()));
        }
        ((LocalDirectory) directory).connect(name, settings);
    }

    private ConnectionDirectory newDirectory() {
        if (runsAsBundle()) {
            return new OsgiDirectory();
        }
        return new LocalDirectory(getCamelContext(), scheme, timer);
    }

    /** Elsewhere the OSGi API is not even on the class path. */
    private static boolean runsAsBundle() {
        try {
            return FrameworkUtil.getBundle(ManagerComponent.class) != null;
        } catch (NoClassDefFoundError outsideOsgi) {
            return false;
        }
    }

    /** Null without camel-health. */
    private WritableHealthCheckRepository producersChecks() {
        return HealthCheckHelper.getHealthCheckRepository(
                getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }

    private void addHealthCheck() {
        WritableHealthCheckRepository checks = producersChecks();
        if (checks != null) {
            producersHealth = new ProducersHealthCheck(this);
            producersHealth.setEnabled(isHealthCheckProducerEnabled());
            checks.addHealthCheck(producersHealth);
        }
    }

    private void removeHealthCheck() {
        WritableHealthCheckRepository checks = producersChecks();
        if (checks != null && producersHealth != null) {
            checks.removeHealthCheck(producersHealth);
        }
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ManagerDevConsole.register(getCamelContext());
        timer = getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, scheme + "-directory");
        sslContexts = new SslContexts();
        directory = newDirectory();
        addHealthCheck();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        removeHealthCheck();
        // A context whose routes cannot be built stops components that it never started.
        if (directory != null) {
            directory.close();
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
    }
}
