package io.jackfield.agi;

import static io.jackfield.agi.AgiCommand.positional;

import java.time.Duration;
import java.time.Instant;

/**
 * The 47 commands. What each does, and what its result means, is in {@link AgiVerb}; a null stands for an argument that is left
 * out, where that is allowed. All throw {@link IllegalArgumentException} as {@link AgiCommand#of} does. For durations that may be
 * without end, use {@link #FOREVER}.
 */
public final class AgiCommands {

    /** As a timeout: without end. */
    public static final Duration FOREVER = Duration.ofMillis(-1);

    private AgiCommands() {}

    public static AgiCommand answer() {
        return positional(AgiVerb.ANSWER);
    }

    public static AgiCommand asyncAgiBreak() {
        return positional(AgiVerb.ASYNCAGI_BREAK);
    }

    /** Of the call's own channel. */
    public static AgiCommand channelStatus() {
        return positional(AgiVerb.CHANNEL_STATUS);
    }

    public static AgiCommand channelStatus(String channel) {
        return positional(AgiVerb.CHANNEL_STATUS, channel);
    }

    public static AgiCommand controlStreamFile(String file, String escapeDigits) {
        return positional(AgiVerb.CONTROL_STREAM_FILE, file, escapeDigits);
    }

    /** @param offset where in the file to begin */
    public static AgiCommand controlStreamFile(
            String file,
            String escapeDigits,
            Duration skip,
            Character forwardKey,
            Character rewindKey,
            Character pauseKey,
            Duration offset) {
        return positional(
                AgiVerb.CONTROL_STREAM_FILE, file, escapeDigits, skip, forwardKey, rewindKey, pauseKey, offset);
    }

    public static AgiCommand databaseDel(String family, String key) {
        return positional(AgiVerb.DATABASE_DEL, family, key);
    }

    public static AgiCommand databaseDelTree(String family) {
        return positional(AgiVerb.DATABASE_DELTREE, family);
    }

    public static AgiCommand databaseDelTree(String family, String keyTree) {
        return positional(AgiVerb.DATABASE_DELTREE, family, keyTree);
    }

    public static AgiCommand databaseGet(String family, String key) {
        return positional(AgiVerb.DATABASE_GET, family, key);
    }

    public static AgiCommand databasePut(String family, String key, String value) {
        return positional(AgiVerb.DATABASE_PUT, family, key, value);
    }

    public static AgiCommand exec(String application) {
        return positional(AgiVerb.EXEC, application);
    }

    /** @param options the application's arguments, separated by commas; see {@link AgiParameter.Kind#EXPRESSION} */
    public static AgiCommand exec(String application, String options) {
        return positional(AgiVerb.EXEC, application, options);
    }

    /** @param timeout for each digit; zero for Asterisk's own 6 s for the first and 2 s for the others */
    public static AgiCommand getData(String file, Duration timeout, int maxDigits) {
        return positional(AgiVerb.GET_DATA, file, timeout, maxDigits);
    }

    /** @param expression see {@link AgiParameter.Kind#EXPRESSION} */
    public static AgiCommand getFullVariable(String expression) {
        return positional(AgiVerb.GET_FULL_VARIABLE, expression);
    }

    public static AgiCommand getFullVariable(String expression, String channel) {
        return positional(AgiVerb.GET_FULL_VARIABLE, expression, channel);
    }

    public static AgiCommand getOption(String file, String escapeDigits, Duration timeout) {
        return positional(AgiVerb.GET_OPTION, file, escapeDigits, timeout);
    }

    public static AgiCommand getVariable(String variable) {
        return positional(AgiVerb.GET_VARIABLE, variable);
    }

    public static AgiCommand gosub(String context, String extension, String priority) {
        return positional(AgiVerb.GOSUB, context, extension, priority);
    }

    public static AgiCommand gosub(String context, String extension, String priority, String args) {
        return positional(AgiVerb.GOSUB, context, extension, priority, args);
    }

    /** The call itself. */
    public static AgiCommand hangup() {
        return positional(AgiVerb.HANGUP);
    }

    public static AgiCommand hangup(String channel) {
        return positional(AgiVerb.HANGUP, channel);
    }

    public static AgiCommand noop() {
        return positional(AgiVerb.NOOP);
    }

    public static AgiCommand receiveChar(Duration timeout) {
        return positional(AgiVerb.RECEIVE_CHAR, timeout);
    }

    public static AgiCommand receiveText(Duration timeout) {
        return positional(AgiVerb.RECEIVE_TEXT, timeout);
    }

    public static AgiCommand recordFile(String file, String format, String escapeDigits, Duration timeout) {
        return positional(AgiVerb.RECORD_FILE, file, format, escapeDigits, timeout);
    }

    /**
     * @param offset in samples
     * @param silence how long a silence ends the recording
     */
    public static AgiCommand recordFile(
            String file,
            String format,
            String escapeDigits,
            Duration timeout,
            Long offset,
            boolean beep,
            Duration silence) {
        return positional(
                AgiVerb.RECORD_FILE, file, format, escapeDigits, timeout, offset, beep ? Boolean.TRUE : null, silence);
    }

    public static AgiCommand sayAlpha(String text, String escapeDigits) {
        return positional(AgiVerb.SAY_ALPHA, text, escapeDigits);
    }

    /** @param letterCase whether to say the case: of all letters (a), lower-case (l), no (n) or upper-case ones (u) */
    public static AgiCommand sayAlpha(String text, String escapeDigits, String letterCase) {
        return positional(AgiVerb.SAY_ALPHA, text, escapeDigits, letterCase);
    }

    public static AgiCommand sayDate(Instant time, String escapeDigits) {
        return positional(AgiVerb.SAY_DATE, time, escapeDigits);
    }

    public static AgiCommand sayDateTime(Instant time, String escapeDigits) {
        return positional(AgiVerb.SAY_DATETIME, time, escapeDigits);
    }

    /** @param format as in Asterisk's {@code voicemail.conf} */
    public static AgiCommand sayDateTime(Instant time, String escapeDigits, String format, String timezone) {
        return positional(AgiVerb.SAY_DATETIME, time, escapeDigits, format, timezone);
    }

    public static AgiCommand sayDigits(String number, String escapeDigits) {
        return positional(AgiVerb.SAY_DIGITS, number, escapeDigits);
    }

    public static AgiCommand sayNumber(int number, String escapeDigits) {
        return positional(AgiVerb.SAY_NUMBER, number, escapeDigits);
    }

    /** @param gender f, m, c or n */
    public static AgiCommand sayNumber(int number, String escapeDigits, String gender) {
        return positional(AgiVerb.SAY_NUMBER, number, escapeDigits, gender);
    }

    public static AgiCommand sayPhonetic(String text, String escapeDigits) {
        return positional(AgiVerb.SAY_PHONETIC, text, escapeDigits);
    }

    public static AgiCommand sayTime(Instant time, String escapeDigits) {
        return positional(AgiVerb.SAY_TIME, time, escapeDigits);
    }

    public static AgiCommand sendImage(String image) {
        return positional(AgiVerb.SEND_IMAGE, image);
    }

    public static AgiCommand sendText(String text) {
        return positional(AgiVerb.SEND_TEXT, text);
    }

    /** @param timeout from now; zero for never */
    public static AgiCommand setAutoHangup(Duration timeout) {
        return positional(AgiVerb.SET_AUTOHANGUP, timeout);
    }

    /** @param callerId a number, or {@code "Name" <number>} */
    public static AgiCommand setCallerId(String callerId) {
        return positional(AgiVerb.SET_CALLERID, callerId);
    }

    public static AgiCommand setContext(String context) {
        return positional(AgiVerb.SET_CONTEXT, context);
    }

    public static AgiCommand setExtension(String extension) {
        return positional(AgiVerb.SET_EXTENSION, extension);
    }

    public static AgiCommand setMusic(boolean on) {
        return setMusic(on, null);
    }

    public static AgiCommand setMusic(boolean on, String musicClass) {
        return positional(AgiVerb.SET_MUSIC, on ? "on" : "off", musicClass);
    }

    /** @param priority a number or a label */
    public static AgiCommand setPriority(String priority) {
        return positional(AgiVerb.SET_PRIORITY, priority);
    }

    public static AgiCommand setVariable(String variable, String value) {
        return positional(AgiVerb.SET_VARIABLE, variable, value);
    }

    public static AgiCommand speechActivateGrammar(String grammar) {
        return positional(AgiVerb.SPEECH_ACTIVATE_GRAMMAR, grammar);
    }

    /** @param engine empty for the default one */
    public static AgiCommand speechCreate(String engine) {
        return positional(AgiVerb.SPEECH_CREATE, engine);
    }

    public static AgiCommand speechDeactivateGrammar(String grammar) {
        return positional(AgiVerb.SPEECH_DEACTIVATE_GRAMMAR, grammar);
    }

    public static AgiCommand speechDestroy() {
        return positional(AgiVerb.SPEECH_DESTROY);
    }

    public static AgiCommand speechLoadGrammar(String grammar, String path) {
        return positional(AgiVerb.SPEECH_LOAD_GRAMMAR, grammar, path);
    }

    public static AgiCommand speechRecognize(String prompt, Duration timeout) {
        return positional(AgiVerb.SPEECH_RECOGNIZE, prompt, timeout);
    }

    /** @param offset where in the prompt to begin, in samples */
    public static AgiCommand speechRecognize(String prompt, Duration timeout, int offset) {
        return positional(AgiVerb.SPEECH_RECOGNIZE, prompt, timeout, offset);
    }

    public static AgiCommand speechSet(String name, String value) {
        return positional(AgiVerb.SPEECH_SET, name, value);
    }

    public static AgiCommand speechUnloadGrammar(String grammar) {
        return positional(AgiVerb.SPEECH_UNLOAD_GRAMMAR, grammar);
    }

    public static AgiCommand streamFile(String file, String escapeDigits) {
        return positional(AgiVerb.STREAM_FILE, file, escapeDigits);
    }

    /** @param offset where in the file to begin, in samples */
    public static AgiCommand streamFile(String file, String escapeDigits, long offset) {
        return positional(AgiVerb.STREAM_FILE, file, escapeDigits, offset);
    }

    /** @param mode on, off, mate or tdd */
    public static AgiCommand tddMode(String mode) {
        return positional(AgiVerb.TDD_MODE, mode);
    }

    public static AgiCommand verbose(String message) {
        return positional(AgiVerb.VERBOSE, message);
    }

    public static AgiCommand verbose(String message, int level) {
        return positional(AgiVerb.VERBOSE, message, level);
    }

    public static AgiCommand waitForDigit(Duration timeout) {
        return positional(AgiVerb.WAIT_FOR_DIGIT, timeout);
    }
}
