package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import io.jackfield.agi.AgiVerb;
import io.jackfield.camel.fastagi.AgiConstants;
import java.util.Optional;
import org.apache.camel.Message;

/** Headers of a call and of replies. What Asterisk sent never names a header. */
final class CallHeaders {

    private CallHeaders() {}

    static void fill(Message message, AgiSession session) {
        AgiRequest request = session.request();
        message.setBody(request);
        message.setHeader(AgiConstants.SCRIPT, request.script());
        message.setHeader(AgiConstants.PEER, session.peer());
        message.setHeader(AgiConstants.CHANNEL, request.channel());
        message.setHeader(AgiConstants.UNIQUEID, request.uniqueId());
        message.setHeader(AgiConstants.CONTEXT, request.context());
        message.setHeader(AgiConstants.EXTENSION, request.extension());
        message.setHeader(AgiConstants.ARGUMENTS, request.arguments());
        put(message, AgiConstants.CALLER_ID, request.callerIdNumber());
        put(message, AgiConstants.CALLER_ID_NAME, request.callerIdName());
        put(message, AgiConstants.DNID, request.dialledNumber());
        request.parameters().forEach((name, value) -> message.setHeader(AgiConstants.PARAMETER_PREFIX + name, value));
        request.pathParameters()
                .forEach((name, value) -> message.setHeader(AgiConstants.PARAMETER_PREFIX + name, value));
    }

    static void fill(Message message, AgiCommand command, AgiReply reply) {
        message.setHeader(AgiConstants.CODE, reply.code());
        message.setHeader(AgiConstants.RESULT, reply.result());
        put(message, AgiConstants.DATA, reply.data());
        put(message, AgiConstants.ENDPOS, reply.endPosition().stream().boxed().findFirst());
        put(message, AgiConstants.DIGIT, command.verb().flatMap(verb -> key(verb, reply)));
        put(
                message,
                AgiConstants.ATTRIBUTES,
                Optional.of(reply.attributes()).filter(attributes -> !attributes.isEmpty()));
    }

    /** Nothing of the reply before must be taken for this one's. */
    private static void put(Message message, String header, Optional<?> value) {
        value.ifPresentOrElse(present -> message.setHeader(header, present), () -> message.removeHeader(header));
    }

    /** The key that ended it, for the commands whose result is the code of a key. */
    private static Optional<String> key(AgiVerb verb, AgiReply reply) {
        return switch (verb) {
            case STREAM_FILE, CONTROL_STREAM_FILE, GET_OPTION, WAIT_FOR_DIGIT -> digit(reply);
            case SAY_ALPHA, SAY_DATE, SAY_DATETIME, SAY_DIGITS, SAY_NUMBER, SAY_PHONETIC, SAY_TIME -> digit(reply);
            case RECORD_FILE -> reply.data().filter("dtmf"::equals).flatMap(dtmf -> digit(reply));
            case SPEECH_RECOGNIZE -> Optional.ofNullable(reply.attributes().get("digit"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> digit(AgiReply reply) {
        return reply.digit().map(String::valueOf);
    }
}
