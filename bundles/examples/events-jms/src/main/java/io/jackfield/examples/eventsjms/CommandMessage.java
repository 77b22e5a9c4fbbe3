package io.jackfield.examples.eventsjms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What comes from the queue, described for its writers in {@code schema/command-1.json}. Nothing in it is believed until it was
 * looked at; what the PBX may be asked to do is for the connection's {@code permit} to say.
 *
 * @param version of the schema
 * @param action of the manager interface
 * @param arguments of the action: text, numbers, truth values, lists of them and, for channel variables, a map of them
 */
public record CommandMessage(Integer version, String action, Map<String, Object> arguments) {

    /** Longer ones are refused unread. */
    static final int MAX_LENGTH = 64 << 10;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Set<String> TRUE = Set.of("yes", "true", "y", "t", "1", "on");

    /** A command that cannot be carried out as it is written. */
    static final class BadCommandException extends IllegalArgumentException {
        BadCommandException(String message) {
            super(message);
        }
    }

    /** Called by the route with the message as it came: objects in it are not made. */
    public static CommandMessage read(Message message) throws JMSException {
        CommandMessage command;
        try {
            command = JSON.readValue(text(message), CommandMessage.class);
        } catch (JsonProcessingException e) {
            throw new BadCommandException("A command is JSON as in schema/command-1.json: " + e.getOriginalMessage());
        }
        if (command == null) {
            throw new BadCommandException("A command is a JSON object, this is null");
        }
        command.check();
        return command;
    }

    private static String text(Message message) throws JMSException {
        if (message instanceof TextMessage text && text.getText() != null) {
            requireLength(text.getText().length());
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            requireLength(bytes.getBodyLength());
            byte[] utf8 = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
        throw new BadCommandException("A command is a text message with JSON");
    }

    private static void requireLength(long length) {
        if (length > MAX_LENGTH) {
            throw new BadCommandException("A command may have " + MAX_LENGTH + " characters, this one has " + length);
        }
    }

    private void check() {
        if (version == null || version != 1) {
            throw new BadCommandException("version is " + version + ", expected 1");
        }
        if (action == null || !ACTION.matcher(action).matches()) {
            throw new BadCommandException("action is missing or no name, expected for example Originate");
        }
        if (arguments != null) {
            arguments.forEach((name, value) -> {
                if (!isPlain(value) && !isPlainList(value) && !isPlainMap(value)) {
                    throw new BadCommandException(
                            "argument " + name + " is neither text, number, truth value nor a list or map of them");
                }
            });
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static boolean isPlainList(Object value) {
        return value instanceof Collection<?> list && list.stream().allMatch(CommandMessage::isPlain);
    }

    private static boolean isPlainMap(Object value) {
        return value instanceof Map<?, ?> map && map.values().stream().allMatch(CommandMessage::isPlain);
    }

    /** The arguments; empty where there are none. */
    public Map<String, Object> body() {
        return arguments == null ? Map.of() : arguments;
    }

    /** Whether the reply is the outcome of a call: of an {@code Originate} that does not ask for an answer at once by {@code Async}. */
    public boolean isCall() {
        return action.equalsIgnoreCase("Originate")
                && body().entrySet().stream()
                        .noneMatch(argument -> argument.getKey().equalsIgnoreCase("Async")
                                && TRUE.contains(
                                        String.valueOf(argument.getValue()).toLowerCase(Locale.ROOT)));
    }
}
