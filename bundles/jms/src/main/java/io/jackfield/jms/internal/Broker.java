package io.jackfield.jms.internal;

import io.jackfield.jms.internal.BrokerSettings.Access;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerRegistry;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.transport.vm.VMTransportFactory;
import org.apache.activemq.usage.PercentLimitUsage;
import org.apache.activemq.util.DefaultIOExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that is kept running: started by a thread of its own, tried again, ever more rarely, while it cannot start, and started anew
 * when its disk has failed it, which stops it.
 */
final class Broker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final int CHECK_MILLIS = 2000;
    private static final int LONGEST_WAIT_MILLIS = 30_000;
    private static final int CLEANUP_MILLIS = 5000;
    private static final int JOURNAL_FILE_BYTES = 8 << 20;
    private static final long MEMORY_BYTES = 64 << 20;
    private static final long RESERVE_BYTES = 2 * JOURNAL_FILE_BYTES;
    private static final int MESSAGE_BYTES = 16 << 20;

    private final BrokerSettings settings;
    private final AuthenticationUser insider;
    private final Runnable whenStarted;
    private final ScheduledThreadPoolExecutor keeper;
    private BrokerService service;
    private String trouble;

    /**
     * @param insider the user that the connections within Karaf log in as
     * @param whenStarted called once, when the broker runs for the first time
     */
    Broker(BrokerSettings settings, AuthenticationUser insider, Runnable whenStarted) {
        this.settings = settings;
        this.insider = insider;
        this.whenStarted = whenStarted;
        keeper = new ScheduledThreadPoolExecutor(
                1, work -> new Thread(work, "broker-" + settings.name()), new ThreadPoolExecutor.DiscardPolicy());
        keeper.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        keeper.execute(() -> keep(CHECK_MILLIS));
    }

    /** @param wait how long to wait for the next time if it cannot start */
    private void keep(int wait) {
        boolean running = service != null && service.isStarted() || start(wait);
        if (running) {
            fitToDisk(service);
            openEntrance();
        }
        int then = running ? CHECK_MILLIS : wait;
        int next = running ? CHECK_MILLIS : Math.min(2 * wait, LONGEST_WAIT_MILLIS);
        keeper.schedule(() -> keep(next), then, TimeUnit.MILLISECONDS);
    }

    /**
     * Takes away what is in the way of connections within Karaf: one that came while the broker went down, or was not up yet, leaves
     * an entrance behind that nobody opens, and all later ones would be sent there.
     */
    private void openEntrance() {
        synchronized (BrokerRegistry.getInstance().getRegistryMutext()) {
            if (!VMTransportFactory.CONNECTORS.containsKey(settings.name())) {
                VMTransportFactory.SERVERS.remove(settings.name());
            }
        }
    }

    private boolean start(int wait) {
        boolean first = service == null;
        stop(service);
        BrokerService next = null;
        try {
            next = create();
            next.start();
            next.waitUntilStarted();
            if (!next.isStarted()) {
                throw new IllegalStateException("it stopped at once");
            }
            LOG.info("Broker {} runs and {}", settings.name(), welcome(next));
            trouble = null;
            service = next;
            if (first) {
                whenStarted.run();
            }
            return true;
        } catch (Exception | LinkageError e) {
            report(e, wait);
            stop(next);
            return false;
        }
    }

    private void report(Throwable problem, int wait) {
        String what = problem.toString();
        if (!what.equals(trouble)) {
            trouble = what;
            LOG.error(
                    "Broker {} cannot run ({}) and is tried again in {} ms, then ever more rarely: {}",
                    settings.name(),
                    settings.file(),
                    wait,
                    what);
        }
    }

    private String welcome(BrokerService started) throws Exception {
        if (settings.access().isEmpty()) {
            return "takes nobody from outside Karaf, because " + settings.file() + " names no username and password";
        }
        Access access = settings.access().get();
        int port = started.getTransportConnectors().get(0).getConnectUri().getPort();
        return "takes user " + access.username() + " at " + access.host() + ":" + port;
    }

    private BrokerService create() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName(settings.name());
        broker.setUseShutdownHook(false);
        broker.getManagementContext().setCreateConnector(false);
        Files.createDirectories(settings.folder());
        broker.setDataDirectoryFile(settings.folder().toFile());
        store(broker);
        DefaultIOExceptionHandler stops = new DefaultIOExceptionHandler();
        stops.setIgnoreNoSpaceErrors(false);
        broker.setIoExceptionHandler(stops);
        List<AuthenticationUser> users = new ArrayList<>(List.of(insider));
        if (settings.access().isPresent()) {
            Access access = settings.access().get();
            users.add(new AuthenticationUser(access.username(), access.password(), "users"));
            TransportConnector connector = broker.addConnector(
                    "tcp://" + access.host() + ":" + access.port() + "?wireFormat.maxFrameSize=" + MESSAGE_BYTES);
            connector.setName("clients");
        }
        broker.setPlugins(new BrokerPlugin[] {new SimpleAuthenticationPlugin(users)});
        return broker;
    }

    /** Where there is no room a sender is told so, instead of being kept waiting; what has expired is gone. */
    private void store(BrokerService broker) throws Exception {
        KahaDBPersistenceAdapter files = new KahaDBPersistenceAdapter();
        files.setDirectory(settings.folder().resolve("messages").toFile());
        files.setJournalMaxFileLength(JOURNAL_FILE_BYTES);
        files.setCleanupInterval(CLEANUP_MILLIS);
        broker.setPersistenceAdapter(files);
        broker.setAdjustUsageLimits(false);
        broker.getSystemUsage().setSendFailIfNoSpace(true);
        broker.getSystemUsage().getMemoryUsage().setLimit(MEMORY_BYTES);
        fitToDisk(broker);
        SharedDeadLetterStrategy dead = new SharedDeadLetterStrategy();
        dead.setProcessExpired(false);
        PolicyEntry all = new PolicyEntry();
        all.setDeadLetterStrategy(dead);
        PolicyMap policies = new PolicyMap();
        policies.setDefaultEntry(all);
        broker.setDestinationPolicy(policies);
    }

    /**
     * Refuses messages before the disk is full, and takes them again when there is room; ActiveMQ's own check only ever lowers its
     * limits.
     */
    private void fitToDisk(BrokerService broker) {
        long room = settings.folder().toFile().getUsableSpace() - RESERVE_BYTES;
        for (PercentLimitUsage<?> usage : List.of(
                broker.getSystemUsage().getStoreUsage(), broker.getSystemUsage().getTempUsage())) {
            usage.setLimit(Math.max(1, Math.min(settings.storeLimit(), usage.getUsage() + room)));
        }
    }

    private void stop(BrokerService broker) {
        if (broker != null) {
            try {
                broker.stop();
                broker.waitUntilStopped();
            } catch (Exception e) {
                LOG.warn("Broker {} did not stop in good order: {}", settings.name(), e.toString());
            }
        }
    }

    /** Returns when the broker has stopped and its files are closed. */
    @Override
    public void close() {
        keeper.shutdown();
        try {
            if (!keeper.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("Broker {} is still about to start after a minute", settings.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop(service);
    }
}
