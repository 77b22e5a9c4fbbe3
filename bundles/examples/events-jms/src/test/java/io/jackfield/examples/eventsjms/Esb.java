package io.jackfield.examples.eventsjms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A client that knows JMS and JSON and nothing of telephony. It holds all that it gets against the schema. */
final class Esb implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 20_000;
    private static final JsonSchema EVENT = schema("event-1");
    private static final JsonSchema COMMAND = schema("command-1");
    private static final JsonSchema REPLY = schema("reply-1");

    private final Connection connection;
    final Session session;
    private final MessageConsumer events;
    private final MessageProducer commands;

    /** Subscribes to what the selector selects, durably; messages since it was here last come first. */
    Esb(String url, String selector) throws JMSException {
        connection = new ActiveMQConnectionFactory(url).createConnection();
        connection.setClientID("esb");
        session = connection.createSession();
        Topic topic = session.createTopic("jackfield.events");
        events = session.createDurableSubscriber(topic, "calls", selector, false);
        commands = session.createProducer(commandQueue());
        connection.start();
    }

    Queue commandQueue() throws JMSException {
        return session.createQueue("jackfield.commands");
    }

    /** The next event. */
    JsonNode event() throws JMSException {
        Message message = events.receive(PATIENCE_MILLIS);
        if (message == null) {
            throw new AssertionError("no event within " + PATIENCE_MILLIS + " ms");
        }
        return valid(EVENT, ((TextMessage) message).getText());
    }

    /** The events up to the first of that name. */
    List<JsonNode> eventsUntil(String name) throws JMSException {
        List<JsonNode> all = new ArrayList<>();
        do {
            all.add(event());
        } while (!name.equals(all.get(all.size() - 1).path("event").asText()));
        return all;
    }

    /** Sends a command that is as it should be. */
    JsonNode command(String json) throws JMSException {
        valid(COMMAND, json);
        return send(session.createTextMessage(json));
    }

    /** Sends any message and waits for the reply that is meant for it. */
    JsonNode send(Message message) throws JMSException {
        Queue replies = session.createTemporaryQueue();
        message.setJMSReplyTo(replies);
        message.setJMSCorrelationID(UUID.randomUUID().toString());
        return send(message, replies);
    }

    JsonNode send(Message message, Queue replies) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(replies)) {
            commands.send(message);
            Message reply = consumer.receive(PATIENCE_MILLIS);
            if (reply == null) {
                throw new AssertionError("no reply within " + PATIENCE_MILLIS + " ms");
            }
            String expected =
                    message.getJMSCorrelationID() == null ? message.getJMSMessageID() : message.getJMSCorrelationID();
            if (!expected.equals(reply.getJMSCorrelationID())) {
                throw new AssertionError("a reply to " + reply.getJMSCorrelationID() + ", expected " + expected);
            }
            return valid(REPLY, ((TextMessage) reply).getText());
        }
    }

    private static JsonNode valid(JsonSchema schema, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Set<ValidationMessage> problems = schema.validate(json);
            if (!problems.isEmpty()) {
                throw new AssertionError(problems + " in " + text);
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static JsonSchema schema(String name) {
        try (InputStream file = Esb.class.getResourceAsStream("/schema/" + name + ".json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
