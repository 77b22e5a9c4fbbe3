package io.jackfield.camel.fastagi;

import io.jackfield.agi.spi.ScriptPattern;
import io.jackfield.camel.fastagi.internal.AgiDevConsole;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.HealthCheckComponent;
import org.osgi.framework.FrameworkUtil;

/** The base of the components fastagi and asyncagi: consumers of calls, by the script that the dialplan asks for. */
public abstract class ScriptComponent extends HealthCheckComponent {

    @Metadata(
            label = "advanced",
            description =
                    "Where routes run; their steps may block there. By default a pool of the component's own, by Camel's default "
                            + "thread pool profile, but that any number of calls may wait for a thread.")
    private ExecutorService executorService;

    private final String scheme;
    private final Set<Consumer> consumers = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService timer;
    private ExecutorService pool;
    private CallSource source;

    protected ScriptComponent(String scheme) {
        this.scheme = scheme;
    }

    /** The scheme, which is also the transport of its calls. */
    public String scheme() {
        return scheme;
    }

    /** Where calls come from. */
    public CallSource source() {
        return source;
    }

    /** The consumers that run now. */
    public Set<Consumer> consumers() {
        return consumers;
    }

    /** Where routes run. */
    public ExecutorService workers() {
        return executorService == null ? pool : executorService;
    }

    /** For deadlines; nothing may block there. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * Makes an endpoint of what stands behind the scheme.
     *
     * @throws IllegalArgumentException if something is missing there
     */
    protected abstract ScriptEndpoint newEndpoint(String uri, String remaining, Map<String, Object> parameters);

    /** Where calls come from inside OSGi and elsewhere. */
    protected abstract CallSource newSource(ScheduledExecutorService timer);

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ScriptEndpoint endpoint = newEndpoint(uri, remaining, parameters);
        setProperties(endpoint, parameters);
        // Here and not at the start of a route, because a route that fails to start is tried again.
        ScriptPattern.parse(endpoint.getScript());
        endpoint.validate();
        return endpoint;
    }

    /** Elsewhere the OSGi API is not even on the class path. */
    static boolean runsAsBundle() {
        try {
            return FrameworkUtil.getBundle(ScriptComponent.class) != null;
        } catch (NoClassDefFoundError outsideOsgi) {
            return false;
        }
    }

    public ExecutorService getExecutorService() {
        return executorService;
    }

    public void setExecutorService(ExecutorService executorService) {
        this.executorService = executorService;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        AgiDevConsole.register(getCamelContext());
        timer = getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, scheme + "-directory");
        if (executorService == null) {
            pool = newPool(getCamelContext().getExecutorServiceManager());
        }
        source = newSource(timer);
    }

    /** Calls wait here for their next step, without bound but that of sessions: beyond one Camel would run steps on the transport's threads. */
    private ExecutorService newPool(ExecutorServiceManager threads) {
        ThreadPoolProfile profile = threads.getDefaultThreadPoolProfile().clone();
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        return threads.newThreadPool(this, scheme, profile);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        // A context whose routes cannot be built stops components that it never started.
        if (source != null) {
            source.close();
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
        if (pool != null) {
            getCamelContext().getExecutorServiceManager().shutdownGraceful(pool);
            pool = null;
        }
    }
}
