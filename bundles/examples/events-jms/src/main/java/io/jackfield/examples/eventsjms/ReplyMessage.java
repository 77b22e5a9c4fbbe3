package io.jackfield.examples.eventsjms;

import io.jackfield.examples.eventsjms.CommandMessage.BadCommandException;
import io.jackfield.manager.ActionFailedException;
import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerMessage;
import io.jackfield.manager.ManagerTimeoutException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;

/**
 * What answers a command, described for its readers in {@code schema/reply-1.json}.
 *
 * @param version of the schema
 * @param message what the PBX said
 * @param headers its answer; of a call, the event with the outcome
 * @param items of actions that are answered with a list
 * @param error why it failed; null if it did not
 */
public record ReplyMessage(
        int version,
        boolean success,
        String message,
        Map<String, Object> headers,
        List<Map<String, Object>> items,
        Problem error) {

    /** What went wrong, for programs and for people. */
    public record Problem(Code code, String message) {}

    /** What a program may tell apart. */
    public enum Code {
        /** The command is not as it should be. */
        BAD_COMMAND,
        /** The connection's {@code permit} does not name it. */
        NOT_PERMITTED,
        /** The PBX answered with an error. */
        REFUSED,
        /** The call was not answered. */
        NOT_ANSWERED,
        /** The PBX is away and has not got the command. */
        NOT_CONNECTED,
        /** The PBX may have got the command; nobody knows what came of it. */
        OUTCOME_UNKNOWN,
        /** Something that should not happen; the log of Karaf has more. */
        INTERNAL_ERROR
    }

    /** Called by the route with what the PBX answered. */
    public static ReplyMessage of(
            @Body Object answer,
            @Header("CamelAmiResponse") String response,
            @Header("CamelAmiMessage") String message,
            @Header("CamelAmiOriginateReason") Integer reason) {
        ManagerMessage head = answer instanceof EventList list ? list.response() : (ManagerMessage) answer;
        List<Map<String, Object>> items = answer instanceof EventList list
                ? list.items().stream().map(item -> item.headers().toMap()).toList()
                : null;
        Problem problem = null;
        if ("Error".equalsIgnoreCase(response)) {
            problem = new Problem(Code.REFUSED, message);
        } else if (reason != null && !"Success".equalsIgnoreCase(response)) {
            problem = new Problem(Code.NOT_ANSWERED, message);
        }
        return new ReplyMessage(1, problem == null, message, head.headers().toMap(), items, problem);
    }

    /** Called by the route with what went wrong. */
    public static ReplyMessage failed(@ExchangeException Throwable problem) {
        String message = String.valueOf(problem.getMessage());
        if (problem instanceof ActionFailedException refused) {
            message = refused.response().message();
        }
        // Parts of the command may be in it, and not every text of Java can be sent.
        message = message.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        message = message.substring(0, Math.min(message.length(), 1000));
        return new ReplyMessage(1, false, null, null, null, new Problem(code(problem), message));
    }

    private static Code code(Throwable problem) {
        if (problem instanceof ActionNotPermittedException) {
            return Code.NOT_PERMITTED;
        } else if (problem instanceof ActionFailedException) {
            return Code.REFUSED;
        } else if (problem instanceof ManagerTimeoutException) {
            return Code.OUTCOME_UNKNOWN;
        } else if (problem instanceof ConnectionLostException lost) {
            return lost.wasWritten() ? Code.OUTCOME_UNKNOWN : Code.NOT_CONNECTED;
        } else if (problem instanceof BadCommandException || problem instanceof IllegalArgumentException) {
            return Code.BAD_COMMAND;
        } else if (problem instanceof IllegalStateException) {
            return Code.NOT_CONNECTED;
        }
        return Code.INTERNAL_ERROR;
    }
}
