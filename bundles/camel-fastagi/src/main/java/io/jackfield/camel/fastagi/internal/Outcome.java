package io.jackfield.camel.fastagi.internal;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiVerb;
import java.util.Optional;

/** Whether a reply with code 200 says that the command could not be done, as {@link AgiVerb#results()} has it. */
final class Outcome {

    private Outcome() {}

    /** Why it could not be done, for a person to read; empty if it was done, and for commands that nothing is known of. */
    static Optional<String> problem(AgiCommand command, AgiReply reply) {
        return command.verb().flatMap(verb -> problem(verb, reply));
    }

    private static Optional<String> problem(AgiVerb verb, AgiReply reply) {
        return switch (verb) {
            case EXEC -> when(reply.is(-2), "Asterisk has no such application");
            case GOSUB -> when(!reply.is(0), "result " + reply.result() + "; is there such a place in the dialplan?");
            case CHANNEL_STATUS, HANGUP -> when(reply.is(-1), "there is no such channel");
            case GET_FULL_VARIABLE -> when(reply.is(0), "there is no such channel");
            case STREAM_FILE, CONTROL_STREAM_FILE, GET_DATA, GET_OPTION ->
                when(reply.is(-1), "result -1; is there such a sound file on the PBX?");
            case RECORD_FILE -> when(reply.is(-1), "result -1 " + reply.data().orElse(""));
            case SAY_ALPHA, SAY_DATE, SAY_DATETIME, SAY_DIGITS, SAY_NUMBER, SAY_PHONETIC, SAY_TIME ->
                when(reply.is(-1), "result -1; are the sounds of the channel's language installed?");
            case DATABASE_PUT, DATABASE_DEL, TDD_MODE -> when(reply.is(0), "result 0");
            case SPEECH_CREATE,
                    SPEECH_SET,
                    SPEECH_LOAD_GRAMMAR,
                    SPEECH_UNLOAD_GRAMMAR,
                    SPEECH_ACTIVATE_GRAMMAR,
                    SPEECH_DEACTIVATE_GRAMMAR,
                    SPEECH_RECOGNIZE -> when(reply.is(0), "result 0; was a speech engine created before?");
            // What they answer when a time runs out looks like a failure.
            case RECEIVE_CHAR, RECEIVE_TEXT -> Optional.empty();
            default -> when(reply.is(-1), "result -1");
        };
    }

    private static Optional<String> when(boolean condition, String problem) {
        return condition ? Optional.of(problem) : Optional.empty();
    }
}
