package io.jackfield.examples.eventsjms;

import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerConnectionFactory;
import io.jackfield.simulator.Simulator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The routes at work, between a simulated PBX and a broker. */
final class Integration implements AutoCloseable {

    final Simulator pbx = Simulator.builder()
            .user("camel", "secret")
            .timestampEvents(true)
            .extension("default", "100", "Answer", "Wait(30)", "Hangup")
            .extension("default", "101", "Busy(1)")
            .start();
    private final ManagerConnectionFactory connections =
            ServiceLoader.load(ManagerConnectionFactory.class).findFirst().orElseThrow();
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    final CamelContext context = new DefaultCamelContext();

    private final AtomicInteger snapshots = new AtomicInteger();

    /** How often an event had to be sent again. */
    final AtomicInteger retries = new AtomicInteger();

    Integration(String brokerUrl) throws Exception {
        ManagerConnection connection = connections.create(
                "pbx1",
                Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(pbx.amiPort()),
                        "username", "camel",
                        "secret", "secret",
                        "permit", "Getvar:SHELL"));
        ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(brokerUrl);
        broker.setSendTimeout(5000);
        pool.setConnectionFactory(broker);
        context.getRegistry().bind("pbx1", connection);
        context.getRegistry().bind("events", pool);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.ExchangeRedeliveryEvent) {
                    retries.incrementAndGet();
                } else if (event instanceof CamelEvent.ExchangeCompletedEvent completed
                        && "SnapshotEnd"
                                .equals(completed.getExchange().getMessage().getHeader("event"))) {
                    snapshots.incrementAndGet();
                }
            }
        });
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(
                        context, "classpath:OSGI-INF/camel/events-jms.camel.xml"));
        context.start();
        await("both lists of what there is already").until(() -> snapshots.get() == 2);
    }

    @Override
    public void close() {
        context.stop();
        pool.stop();
        connections.close();
        pbx.close();
    }
}
