package io.jackfield.itests.karaf;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.UUID;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A client of a broker that knows JMS and JSON and nothing of telephony: a durable subscriber that sends commands, too. */
final class JmsClient implements AutoCloseable {
    private static final long PATIENCE_MILLIS = Operator.PATIENCE.toMillis();

    private static final String TOPIC = "jackfield.events";
    private static final OutsideClients BROKERS = OutsideClients.load();

    private final Connection connection;
    private final Session session;
    private final MessageConsumer events;

    /**
     * @param url where the broker is
     * @param id by which the broker knows what is kept for it; null if nothing is to be kept
     */
    JmsClient(String url, String id, String selector) throws Exception {
        connection = BROKERS.connect(url);
        if (id == null) {
            session = connection.createSession();
            events = session.createConsumer(session.createTopic(TOPIC), selector);
        } else {
            connection.setClientID(id);
            session = connection.createSession();
            events = session.createDurableSubscriber(session.createTopic(TOPIC), id, selector, false);
        }
        connection.start();
    }

    /** Whether the broker can be reached. */
    static boolean reaches(String url) throws Exception {
        try (Connection probe = BROKERS.connect(url)) {
            probe.createSession();
            return true;
        } catch (JMSException away) {
            return false;
        }
    }

    /** The next event. */
    JsonObject event() throws Exception {
        Message message = events.receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("no event within " + PATIENCE_MILLIS + " ms");
        }
        return (JsonObject) Jsoner.deserialize(((TextMessage) message).getText());
    }

    /** Whether an event has come. */
    boolean heard() throws Exception {
        return events.receive(200) != null;
    }

    /** The reply to a command, which may be any text. */
    JsonObject command(String text) throws Exception {
        TextMessage command = session.createTextMessage(text);
        Queue replies = session.createTemporaryQueue();
        command.setJMSReplyTo(replies);
        command.setJMSCorrelationID(UUID.randomUUID().toString());
        try (MessageConsumer consumer = session.createConsumer(replies)) {
            session.createProducer(session.createQueue("jackfield.commands")).send(command);
            Message reply = consumer.receive(PATIENCE_MILLIS);
            if (reply == null) {
                throw new AssertionError("no reply within " + PATIENCE_MILLIS + " ms to " + text);
            }
            if (!command.getJMSCorrelationID().equals(reply.getJMSCorrelationID())) {
                throw new AssertionError("a reply to another command");
            }
            return (JsonObject) Jsoner.deserialize(((TextMessage) reply).getText());
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
