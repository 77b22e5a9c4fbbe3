package io.jackfield.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.broker.BrokerRegistry;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.SuppressReplyException;
import org.apache.activemq.transport.vm.VMTransportFactory;
import org.apache.activemq.transport.vm.VMTransportServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerComponentTest {

    private final Services services = new Services();

    private final List<BrokerComponent> brokers = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        brokers.forEach(BrokerComponent::close);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ActiveMQ") || name.startsWith("broker-")));
    }

    @Test
    void clientsComeInByPasswordAndDurableMessagesOutliveTheBroker() throws Exception {
        int port = freePort();
        Map<String, Object> settings = settings("port", port, "username", "esb", "password", "secret");
        BrokerComponent broker = start(settings);
        assertThat(Collections.list(services.registered.get(services.factory()).keys()))
                .containsExactlyInAnyOrder("name", "service.ranking");
        Services clients = new Services();
        ConnectionsComponent good = client(clients, port, "secret");
        subscriber(clients.factory(), null);
        try (Connection insider = services.factory().createConnection()) {
            send(insider, "one", 0);
        }
        Services strangers = new Services();
        ConnectionsComponent bad = client(strangers, port, "wrong");
        assertThatThrownBy(() -> strangers.factory().createConnection().createSession())
                .hasMessageContaining("password is invalid");
        bad.close();
        broker.close();
        assertThat(services.registered).isEmpty();

        start(settings);
        await().ignoreExceptions().untilAsserted(() -> assertThat(subscriber(clients.factory(), "one"))
                .isEqualTo("one"));
        good.close();
    }

    @Test
    void nobodyComesInWithoutAUser() throws Exception {
        int port = freePort();
        start(settings("port", port));
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void aFullStoreRefusesMessagesInsteadOfKeepingTheSenderWaitingAndTakesThemWhenThereIsRoom() throws Exception {
        start(settings("storeLimit", "64MiB"));
        subscriber(services.factory(), null);
        try (Connection connection = services.factory().createConnection()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 80; i++) {
                            send(connection, "x", 1_000_000);
                        }
                    })
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("Full");
        }
        try (Connection connection = services.factory().createConnection()) {
            connection.setClientID("durable");
            connection.createSession().unsubscribe("durable");
        }
        try (Connection connection = services.factory().createConnection()) {
            await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> send(connection, "x", 1_000_000));
        }
    }

    @Test
    void aPortThatIsTakenIsTriedUntilItIsFree() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            brokers.add(new BrokerComponent(
                    services.context(),
                    settings("port", somebody.getLocalPort(), "username", "esb", "password", "secret")));
            await().during(Duration.ofMillis(1500)).until(() -> services.factory() == null);
        }
        await().until(() -> services.factory() != null);
    }

    @Test
    void aBrokerThatIsStoppedByItsDiskIsStartedAnewAndItsFactoryStays() throws Exception {
        start(settings());
        ConnectionFactory factory = services.factory();
        BrokerService running = BrokerRegistry.getInstance().lookup("events");
        assertThatThrownBy(() -> running.handleIOException(new IOException("No space left on device")))
                .isInstanceOf(SuppressReplyException.class);
        await().ignoreExceptions().until(() -> {
            try (Connection connection = factory.createConnection()) {
                return send(connection, "x", 0);
            }
        });
        assertThat(services.factory()).isSameAs(factory);
    }

    @Test
    void aConnectionThatCameWhileTheBrokerWasNotUpIsInNobodysWay() throws Exception {
        start(settings());
        ConnectionFactory factory = services.factory();
        VMTransportFactory.SERVERS.put("events", new VMTransportServer(URI.create("vm://events"), true));
        await().ignoreExceptions().until(() -> {
            try (Connection connection = factory.createConnection()) {
                return send(connection, "x", 0);
            }
        });
    }

    @Test
    void whatIsWrongIsNoBroker() {
        for (Map<String, Object> wrong : List.of(
                settings("port", "abc", "username", "esb", "password", "secret"),
                settings("username", "esb"),
                settings("username", "esb", "password", "$[secret:nowhere]"),
                settings("username", "esb", "password", "half-$[secret:nowhere]"),
                settings("storeLimit", "much"),
                settings("storeLimit", "63MiB"),
                settings("passwort", "secret"),
                settings("name", "a b"))) {
            new BrokerComponent(services.context(), wrong).close();
        }
        new ConnectionsComponent(services.context(), Map.of("service.pid", "io.jackfield.jms~events")).close();
        new ConnectionsComponent(
                        services.context(), Map.of("service.pid", "io.jackfield.jms~events", "url", "no url at all"))
                .close();
        assertThat(services.registered).isEmpty();
    }

    private BrokerComponent start(Map<String, Object> settings) {
        BrokerComponent broker = new BrokerComponent(services.context(), settings);
        brokers.add(broker);
        await().until(() -> services.factory() != null);
        return broker;
    }

    private Map<String, Object> settings(Object... more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("service.pid", "io.jackfield.broker~events");
        settings.put("folder", folder.toString());
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private static ConnectionsComponent client(Services services, int port, String password) {
        return new ConnectionsComponent(
                services.context(),
                Map.of(
                        "service.pid",
                        "io.jackfield.jms~client",
                        "url",
                        "tcp://127.0.0.1:" + port,
                        "username",
                        "esb",
                        "password",
                        password));
    }

    private static boolean send(Connection connection, String text, int padding) throws JMSException {
        try (Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createTopic("topic"))) {
            TextMessage message = session.createTextMessage(text);
            message.setText(text + "x".repeat(padding));
            producer.send(message);
            return true;
        }
    }

    /** Subscribes durably; what came, if something is expected. */
    private static String subscriber(ConnectionFactory factory, String expected) throws JMSException {
        try (Connection connection = factory.createConnection()) {
            connection.setClientID("durable");
            connection.start();
            Session session = connection.createSession();
            MessageConsumer consumer = session.createDurableSubscriber(session.createTopic("topic"), "durable");
            return expected == null ? null : ((TextMessage) consumer.receive(5000)).getText();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
