package io.jackfield.agi;

import static io.jackfield.agi.AgiParameter.Kind.CHOICE;
import static io.jackfield.agi.AgiParameter.Kind.DECIMAL_SECONDS;
import static io.jackfield.agi.AgiParameter.Kind.DIGIT;
import static io.jackfield.agi.AgiParameter.Kind.DIGITS;
import static io.jackfield.agi.AgiParameter.Kind.EPOCH;
import static io.jackfield.agi.AgiParameter.Kind.EXPRESSION;
import static io.jackfield.agi.AgiParameter.Kind.FLAG;
import static io.jackfield.agi.AgiParameter.Kind.INTEGER;
import static io.jackfield.agi.AgiParameter.Kind.MILLISECONDS;
import static io.jackfield.agi.AgiParameter.Kind.NAME;
import static io.jackfield.agi.AgiParameter.Kind.NUMBER;
import static io.jackfield.agi.AgiParameter.Kind.SECONDS;
import static io.jackfield.agi.AgiParameter.Kind.SILENCE;
import static io.jackfield.agi.AgiParameter.Kind.TEXT;
import static io.jackfield.agi.AgiParameter.Kind.WORDS;
import static io.jackfield.agi.AgiParameter.byDefault;
import static io.jackfield.agi.AgiParameter.channel;
import static io.jackfield.agi.AgiParameter.escapeDigits;
import static io.jackfield.agi.AgiParameter.optional;
import static io.jackfield.agi.AgiParameter.required;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The 47 commands of AGI, the same in Asterisk 11 to 23 ({@code res_agi.c}, {@code app_stack.c}). This table drives encoding,
 * validation, the options of routes and their documentation.
 */
public enum AgiVerb {
    ANSWER("Answers the call.", "0=ok|-1=fail"),
    ASYNCAGI_BREAK("Ends an AsyncAGI session; does nothing over FastAGI.", "0=ok", Trait.DEAD),
    CHANNEL_STATUS("Gets the state of a channel; 6 is up.", "0..7=state|-1=nochannel", Trait.RESULT, channel()),
    CONTROL_STREAM_FILE(
            "Plays a file that the caller can rewind, skip and pause.",
            "0=end|ascii=stopdigit|-1=error+endpos(ms)",
            required("file", NAME, "The sound file, without extension."),
            escapeDigits(),
            optional("skip", MILLISECONDS, "3000", "How far the two skip keys go; 3 s if left out.")
                    .between(0, Integer.MAX_VALUE),
            optional("forwardKey", DIGIT, "#", "The key that skips forward; # if left out or empty."),
            optional("rewindKey", DIGIT, "*", "The key that skips back; * if left out or empty."),
            optional("pauseKey", DIGIT, "", "The key that pauses and resumes; none if left out."),
            optional("offset", MILLISECONDS, "0", "Where in the file to begin.").between(0, Long.MAX_VALUE)),
    DATABASE_DEL(
            "Deletes a key of Asterisk's database.",
            "1=ok|0=dberror",
            Trait.DEAD,
            required("family", NAME, "The family of the key."),
            required("key", NAME, "The key.")),
    DATABASE_DELTREE(
            "Deletes a family, or a part of it, of Asterisk's database. What its result means differs from its documentation.",
            "0=deleted-some|1=deleted-none-or-error",
            Trait.DEAD,
            required("family", NAME, "The family."),
            optional("keyTree", NAME, "", "Only keys below this one.")),
    DATABASE_GET(
            "Gets the value of a key of Asterisk's database.",
            "1(value)=found|0=missing|-1=oom",
            Trait.DEAD_VALUE,
            required("family", NAME, "The family of the key."),
            required("key", NAME, "The key.")),
    DATABASE_PUT(
            "Sets a key of Asterisk's database.",
            "1=ok|0=fail",
            Trait.DEAD,
            required("family", NAME, "The family of the key."),
            required("key", NAME, "The key."),
            required("value", TEXT, "The value.")),
    EXEC(
            "Runs a dialplan application, for as long as that takes. Its result is not the application's outcome: read variables"
                    + " such as DIALSTATUS afterwards.",
            "app-return|-2=noapp(+520 when app returns 1)",
            Trait.DEAD,
            required("application", NAME, "The application, for example Dial."),
            byDefault("options", EXPRESSION, "", "Its arguments, separated by commas.")),
    GET_DATA(
            "Plays a prompt and gets digits; # ends them and is not one of them.",
            "digits|digits(timeout)|-1=fail",
            Trait.CUT_DIGITS,
            byDefault("file", TEXT, "", "The prompt, without extension; none if empty."),
            byDefault(
                            "timeout",
                            MILLISECONDS,
                            "0",
                            "How long to wait for each digit; 0 is 6 s for the first and 2 s for others.")
                    .between(-1, Integer.MAX_VALUE),
            byDefault("maxDigits", INTEGER, "1023", "How many digits at most.").between(1, 1023)),
    GET_FULL_VARIABLE(
            "Gets what an expression with variables and functions amounts to.",
            "1(value)|0=nochannel",
            Trait.DEAD_VALUE,
            required("expression", EXPRESSION, "The expression; a variable is ${NAME}, a bare name stands for itself."),
            channel()),
    GET_OPTION(
            "Plays a prompt and waits for one key.",
            "0=timeout/none|ascii=digit|-1=file-or-hangup+endpos(samples)",
            Trait.CUT_DIGIT,
            required("file", NAME, "The prompt, without extension."),
            byDefault("escapeDigits", DIGITS, "0123456789*#", "The keys to wait for."),
            byDefault("timeout", MILLISECONDS, "5000", "How long to wait after the prompt.")
                    .between(0, Integer.MAX_VALUE)),
    GET_VARIABLE(
            "Gets a variable, or what a function such as CALLERID(num) says; at most 1023 bytes.",
            "1(value)|0=unset-or-func-failed",
            Trait.DEAD_VALUE,
            required("variable", NAME, "The variable's name.")),
    GOSUB(
            "Runs a dialplan subroutine, for as long as that takes; what it returns is in the variable GOSUB_RETVAL.",
            "100-then-0|-1=nolabel|other=failed|503=oom",
            required("context", NAME, "The subroutine's context."),
            required("extension", NAME, "The subroutine's extension."),
            required("priority", NAME, "The subroutine's priority or label."),
            optional("args", TEXT, "", "Its arguments, separated by commas.")),
    HANGUP("Hangs up a channel.", "1=ok|-1=nochannel", channel()),
    NOOP("Does nothing.", "0", Trait.DEAD, optional("text", WORDS, "", "Ignored.")),
    RECEIVE_CHAR(
            "Waits for a character of a channel that can carry text; a time that runs out is said to be a hangup.",
            "0(timeout)|code=byte|-1(hangup)",
            Trait.CHARACTER,
            required("timeout", MILLISECONDS, "How long to wait; 0 does not wait.")
                    .between(-1, Integer.MAX_VALUE)),
    RECEIVE_TEXT(
            "Waits for text of a channel that can carry it.",
            "1(text)|-1=timeout-or-hangup",
            Trait.VALUE,
            required("timeout", MILLISECONDS, "How long to wait; 0 does not wait.")
                    .between(-1, Integer.MAX_VALUE)),
    RECORD_FILE(
            "Records the caller. What ended it is the word in parentheses: dtmf, timeout, hangup, writefile, randomerror, waitfor.",
            "ascii(dtmf)|N(timeout)|-1(hangup)|N(waitfor)|-1(writefile)|N(randomerror)+endpos(samples)",
            required("file", NAME, "Where to record, without extension; an existing file is overwritten."),
            byDefault("format", NAME, "wav", "The format, which is also the extension."),
            byDefault("escapeDigits", DIGITS, "#", "The keys that end the recording."),
            required("timeout", MILLISECONDS, "How long at most; -1 for no limit.")
                    .between(-1, Integer.MAX_VALUE),
            optional("offset", INTEGER, "0", "Where in an existing file to begin, in samples.")
                    .between(0, Long.MAX_VALUE),
            optional("beep", FLAG, null, "Whether to play a beep first."),
            optional("silence", SILENCE, null, "How long a silence ends the recording.")
                    .between(1, Integer.MAX_VALUE)),
    SAY_ALPHA(
            "Spells a text.",
            "0|ascii|-1",
            required("text", TEXT, "The text."),
            escapeDigits(),
            optional(
                            "letterCase",
                            CHOICE,
                            "n",
                            "Whether to say the case: of a all, l lower-case, n no, u upper-case letters.")
                    .oneOf("a", "l", "n", "u")),
    SAY_DATE("Says a date.", "0|ascii|-1", time().between(Integer.MIN_VALUE, Integer.MAX_VALUE), escapeDigits()),
    SAY_DATETIME(
            "Says a date and time in a format.",
            "0|ascii|-1",
            time().between(Long.MIN_VALUE, Long.MAX_VALUE),
            escapeDigits(),
            optional("format", TEXT, "ABdY 'digits/at' IMp", "The format, as in voicemail.conf."),
            optional("timezone", TEXT, "", "The time zone, for example Europe/Berlin; the PBX's own if left out.")),
    SAY_DIGITS("Says digits one by one.", "0|ascii|-1", required("number", NUMBER, "The digits."), escapeDigits()),
    SAY_NUMBER(
            "Says a number.",
            "0|ascii|-1",
            required("number", INTEGER, "The number.").between(Integer.MIN_VALUE, Integer.MAX_VALUE),
            escapeDigits(),
            optional("gender", CHOICE, "", "Its grammatical gender: female, male, common, neuter.")
                    .oneOf("f", "m", "c", "n")),
    SAY_PHONETIC(
            "Spells a text with Alpha, Bravo, Charlie.",
            "0|ascii|-1",
            required("text", TEXT, "The text."),
            escapeDigits()),
    SAY_TIME("Says a time of day.", "0|ascii|-1", time().between(Integer.MIN_VALUE, Integer.MAX_VALUE), escapeDigits()),
    SEND_IMAGE("Sends an image to a channel that can carry it.", "0|-1=hungup", required("image", NAME, "The image.")),
    SEND_TEXT("Sends text to a channel that can carry it.", "0|-1", required("text", TEXT, "The text.")),
    SET_AUTOHANGUP(
            "Hangs up the call after a time.",
            "0",
            required("timeout", DECIMAL_SECONDS, "The time from now; 0 for never.")
                    .between(0, Integer.MAX_VALUE)),
    SET_CALLERID(
            "Changes the caller id.",
            "1",
            required("callerId", TEXT, "A number, or \"Name\" <number>; without a name the name is cleared.")),
    SET_CONTEXT("Sets the context where the dialplan goes on.", "0", required("context", NAME, "The context.")),
    SET_EXTENSION("Sets the extension where the dialplan goes on.", "0", required("extension", NAME, "The extension.")),
    SET_MUSIC(
            "Starts or stops music on hold.",
            "0",
            required("mode", CHOICE, "Start with on, stop with off.").oneOf("on", "off"),
            optional("musicClass", NAME, "", "The class of music; the default one if left out.")),
    SET_PRIORITY(
            "Sets the priority where the dialplan goes on; without it that is the one after the current.",
            "0|520=bad-label",
            required("priority", NAME, "The priority, or a label in the context and extension that are set.")),
    SET_VARIABLE(
            "Sets a variable, or writes to a function such as CALLERID(name).",
            "1",
            Trait.DEAD,
            required("variable", NAME, "The variable's name."),
            required("value", TEXT, "The value.")),
    SPEECH_ACTIVATE_GRAMMAR("Activates a grammar.", "1=ok|0=fail", required("grammar", NAME, "The grammar.")),
    SPEECH_CREATE(
            "Begins to use a speech engine.",
            "1=ok|0=fail-or-exists",
            byDefault("engine", TEXT, "", "The engine; the default one if empty.")),
    SPEECH_DEACTIVATE_GRAMMAR("Deactivates a grammar.", "1=ok|0=fail", required("grammar", NAME, "The grammar.")),
    SPEECH_DESTROY("Ends the use of the speech engine.", "1=ok|0=none", Trait.DEAD),
    SPEECH_LOAD_GRAMMAR(
            "Loads a grammar.",
            "1=ok|0=fail",
            required("grammar", NAME, "The name it will have."),
            required("path", NAME, "Where it is.")),
    SPEECH_RECOGNIZE(
            "Plays a prompt and recognizes speech.",
            "0=noobject|1(speech)|1(digit)|1(timeout)|1(hangup)+attrs",
            Trait.SPEECH,
            required("prompt", NAME, "The prompt, without extension."),
            required("timeout", SECONDS, "How long to wait for speech.").between(0, Integer.MAX_VALUE),
            optional("offset", INTEGER, "0", "Where in the prompt to begin, in samples.")
                    .between(0, Integer.MAX_VALUE)),
    SPEECH_SET(
            "Sets a setting of the speech engine.",
            "1=ok|0=noobject",
            required("name", NAME, "The setting."),
            required("value", TEXT, "Its value.")),
    SPEECH_UNLOAD_GRAMMAR("Unloads a grammar.", "1=ok|0=fail", Trait.DEAD, required("grammar", NAME, "The grammar.")),
    STREAM_FILE(
            "Plays a sound file.",
            "0=end|ascii=digit|-1=file-or-hangup+endpos(samples)",
            Trait.CUT,
            required("file", NAME, "The sound file, without extension."),
            escapeDigits(),
            optional("offset", INTEGER, "0", "Where in the file to begin, in samples.")
                    .between(0, Long.MAX_VALUE)),
    TDD_MODE(
            "Switches TDD for the deaf on or off.",
            "1=ok|0=unsupported",
            required("mode", CHOICE, "The mode.").oneOf("on", "off", "mate", "tdd")),
    VERBOSE(
            "Writes to Asterisk's log.",
            "1",
            Trait.DEAD,
            required("message", TEXT, "What to write."),
            optional("level", INTEGER, "0", "From which verbosity on it is shown; 0 if left out.")
                    .between(0, 4)),
    WAIT_FOR_DIGIT(
            "Waits for a key.",
            "0=timeout|ascii=digit|-1=hangup|1=peer-wrote",
            Trait.WAIT_DIGIT,
            required("timeout", MILLISECONDS, "How long to wait; -1 for ever.").between(-1, Integer.MAX_VALUE));

    /** What becomes of a command that runs when something, or a close, arrives from our side. */
    public enum OnInput {
        /** It goes on to its end. */
        GOES_ON,
        /** It is cut and has no reply. */
        CUT_WITHOUT_REPLY,
        /** It is cut and has a reply with result 1. */
        CUT_WITH_REPLY
    }

    /** What sets a row of the table apart. */
    private enum Trait {
        PLAIN(false, OnInput.GOES_ON, null),
        DEAD(true, OnInput.GOES_ON, null),
        RESULT(false, OnInput.GOES_ON, reply -> Optional.of(reply.result())),
        VALUE(false, OnInput.GOES_ON, AgiReply::data),
        DEAD_VALUE(true, OnInput.GOES_ON, AgiReply::data),
        CHARACTER(false, OnInput.GOES_ON, Trait::character),
        SPEECH(false, OnInput.GOES_ON, Trait::speech),
        CUT(false, OnInput.CUT_WITHOUT_REPLY, null),
        CUT_DIGITS(
                false,
                OnInput.CUT_WITHOUT_REPLY,
                reply -> reply.is(-1) ? Optional.empty() : Optional.of(reply.result())),
        CUT_DIGIT(false, OnInput.CUT_WITHOUT_REPLY, reply -> reply.digit().map(String::valueOf)),
        WAIT_DIGIT(false, OnInput.CUT_WITH_REPLY, reply -> reply.digit().map(String::valueOf));

        private final boolean dead;
        private final OnInput onInput;
        private final Function<AgiReply, Optional<String>> fetch;

        Trait(boolean dead, OnInput onInput, Function<AgiReply, Optional<String>> fetch) {
            this.dead = dead;
            this.onInput = onInput;
            this.fetch = fetch;
        }

        private static Optional<String> character(AgiReply reply) {
            int code = reply.resultAsInt();
            return code > 0 ? Optional.of(String.valueOf((char) code)) : Optional.empty();
        }

        private static Optional<String> speech(AgiReply reply) {
            String digit = reply.attributes().get("digit");
            return Optional.ofNullable(
                    digit != null ? digit : reply.attributes().get("text0"));
        }
    }

    private static final Map<String, AgiVerb> BY_WORDS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AgiVerb::words, Function.identity()));

    private final List<String> wordList;
    private final String words;
    private final String uriName;
    private final String description;
    private final String results;
    private final Trait trait;
    private final List<AgiParameter> parameters;

    AgiVerb(String description, String results, AgiParameter... parameters) {
        this(description, results, Trait.PLAIN, parameters);
    }

    AgiVerb(String description, String results, Trait trait, AgiParameter... parameters) {
        this.wordList = List.of(name().split("_"));
        this.words = String.join(" ", wordList);
        this.uriName = String.join("-", wordList).toLowerCase(Locale.ROOT);
        this.description = description;
        this.results = results;
        this.trait = trait;
        this.parameters = List.of(parameters);
    }

    private static AgiParameter time() {
        return required("time", EPOCH, "The point in time.");
    }

    /**
     * The command of this name, in whatever case: its words with blanks or its {@link #uriName()}.
     */
    public static Optional<AgiVerb> find(String name) {
        return Optional.ofNullable(BY_WORDS.get(name.toUpperCase(Locale.ROOT).replace('-', ' ')));
    }

    /** The words that begin its line: {@code STREAM FILE}. */
    public String words() {
        return words;
    }

    List<String> wordList() {
        return wordList;
    }

    /** Its name in the URIs of routes: {@code stream-file}. */
    public String uriName() {
        return uriName;
    }

    /** Its arguments in the order of the line. */
    public List<AgiParameter> parameters() {
        return parameters;
    }

    /** What it does, in a sentence or two. */
    public String description() {
        return description;
    }

    /** What its result means, in short: alternatives between bars, {@code ascii} for the code of a key. */
    public String results() {
        return results;
    }

    /** Whether it can be executed after a hangup; others are answered with 511. */
    public boolean worksOnDeadChannel() {
        return trait.dead;
    }

    /** What becomes of it when something is written, or the session closed, while it runs. */
    public OnInput onInput() {
        return trait.onInput;
    }

    /** Whether its purpose is to get something: digits, a value, a state. */
    public boolean fetches() {
        return trait.fetch != null;
    }

    /**
     * What it got: the digits, the key, the value, the text. Empty if there was none (a variable that is not set, a time that ran
     * out), and for commands that do not fetch.
     */
    public Optional<String> fetched(AgiReply reply) {
        return trait.fetch == null ? Optional.empty() : trait.fetch.apply(reply);
    }

    /** Whether its reply has a value in parentheses, which may hold anything, line feeds and parentheses included. */
    public boolean repliesWithValue() {
        return trait == Trait.VALUE || trait == Trait.DEAD_VALUE;
    }
}
