package io.jackfield.camel.fastagi;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The arguments of all commands, by the names that {@link io.jackfield.agi.AgiVerb} gives them. Each command has a few of them;
 * the others are refused. All are text, because all are Simple expressions, except where it is said.
 */
@UriParams
public class AgiArguments {

    @UriParam(label = "producer", description = "Of exec: the dialplan application, for example Dial.")
    private String application;

    @UriParam(label = "producer", description = "Of gosub: the arguments of the subroutine, separated by commas.")
    private String args;

    @UriParam(label = "producer", description = "Of record-file: whether to play a beep first.")
    private String beep;

    @UriParam(
            label = "producer",
            description = "Of set-callerid: a number, or \"Name\" <number>; without a name the name is cleared.")
    private String callerId;

    @UriParam(
            label = "producer",
            description =
                    "Of channel-status, get-full-variable and hangup: the name of another channel; the call's own if left out.")
    private String channel;

    @UriParam(label = "producer", description = "Of gosub and set-context: a context of the dialplan.")
    private String context;

    @UriParam(label = "producer", description = "Of speech-create: the speech engine; the default one if left out.")
    private String engine;

    @UriParam(
            label = "producer",
            description = "The keys that end a playback or recording, or that get-option waits for.")
    private String escapeDigits;

    @UriParam(
            label = "producer",
            description =
                    "Of get-full-variable: an expression that Asterisk evaluates. It is taken literally: a ${...} in it belongs to Asterisk, not to Camel.")
    private String expression;

    @UriParam(label = "producer", description = "Of gosub and set-extension: an extension of the dialplan.")
    private String extension;

    @UriParam(label = "producer", description = "Of the database commands: the family of the key.")
    private String family;

    @UriParam(label = "producer", description = "A sound file or prompt, or where to record, without extension.")
    private String file;

    @UriParam(
            label = "producer",
            description =
                    "Of record-file: the audio format, which is also the extension. Of say-datetime: how to say it, as in voicemail.conf.")
    private String format;

    @UriParam(label = "producer", description = "Of control-stream-file: the key that skips forward.")
    private String forwardKey;

    @UriParam(label = "producer", description = "Of say-number: the grammatical gender: f, m, c or n.")
    private String gender;

    @UriParam(label = "producer", description = "Of the speech commands: the grammar.")
    private String grammar;

    @UriParam(label = "producer", description = "Of send-image: the image.")
    private String image;

    @UriParam(label = "producer", description = "Of the database commands: the key.")
    private String key;

    @UriParam(label = "producer", description = "Of database-deltree: only keys below this one.")
    private String keyTree;

    @UriParam(
            label = "producer",
            description = "Of say-alpha: whether to say the case: of a all, l lower-case, n no, u upper-case letters.")
    private String letterCase;

    @UriParam(label = "producer", description = "Of verbose: from which verbosity on the message is shown.")
    private String level;

    @UriParam(label = "producer", description = "Of get-data: how many digits at most.")
    private String maxDigits;

    @UriParam(label = "producer", description = "Of verbose: what to write.")
    private String message;

    @UriParam(label = "producer", description = "Of set-music: on or off. Of tdd-mode: on, off, mate or tdd.")
    private String mode;

    @UriParam(label = "producer", description = "Of set-music: the class of music; the default one if left out.")
    private String musicClass;

    @UriParam(label = "producer", description = "Of speech-set: the setting.")
    private String name;

    @UriParam(label = "producer", description = "Of say-number and say-digits: the number.")
    private String number;

    @UriParam(
            label = "producer",
            description = "Where in the sound file to begin: of control-stream-file a time, otherwise in samples.")
    private String offset;

    @UriParam(label = "producer", description = "Of exec: the arguments of the application, separated by commas.")
    private String options;

    @UriParam(label = "producer", description = "Of speech-load-grammar: where the grammar is.")
    private String path;

    @UriParam(label = "producer", description = "Of control-stream-file: the key that pauses and resumes.")
    private String pauseKey;

    @UriParam(label = "producer", description = "Of gosub and set-priority: a priority or label of the dialplan.")
    private String priority;

    @UriParam(label = "producer", description = "Of speech-recognize: the prompt, without extension.")
    private String prompt;

    @UriParam(label = "producer", description = "Of control-stream-file: the key that skips back.")
    private String rewindKey;

    @UriParam(label = "producer", description = "Of record-file: how long a silence ends the recording.")
    private String silence;

    @UriParam(label = "producer", description = "Of control-stream-file: how far the two skip keys go.")
    private String skip;

    @UriParam(label = "producer", description = "Of say-alpha, say-phonetic, send-text and noop: the text.")
    private String text;

    @UriParam(
            label = "producer",
            description =
                    "Of say-date, say-time and say-datetime: the point in time, as ISO text or in seconds since 1970.")
    private String time;

    @UriParam(
            label = "producer",
            description =
                    "How long Asterisk waits for keys, text or speech, or records; of set-autohangup until it hangs up. For the reply itself there is replyTimeout.")
    private String timeout;

    @UriParam(
            label = "producer",
            description = "Of say-datetime: the time zone, for example Europe/Berlin; the PBX's own if left out.")
    private String timezone;

    @UriParam(label = "producer", description = "Of set-variable, database-put and speech-set: the value.")
    private String value;

    @UriParam(
            label = "producer",
            description =
                    "Of get-variable and set-variable: the name of the variable, or a function such as CALLERID(name).")
    private String variable;

    public String getApplication() {
        return application;
    }

    public void setApplication(String application) {
        this.application = application;
    }

    public String getArgs() {
        return args;
    }

    public void setArgs(String args) {
        this.args = args;
    }

    public String getBeep() {
        return beep;
    }

    public void setBeep(String beep) {
        this.beep = beep;
    }

    public String getCallerId() {
        return callerId;
    }

    public void setCallerId(String callerId) {
        this.callerId = callerId;
    }

    public String getChannel() {
        return channel;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getContext() {
        return context;
    }

    public void setContext(String context) {
        this.context = context;
    }

    public String getEngine() {
        return engine;
    }

    public void setEngine(String engine) {
        this.engine = engine;
    }

    public String getEscapeDigits() {
        return escapeDigits;
    }

    public void setEscapeDigits(String escapeDigits) {
        this.escapeDigits = escapeDigits;
    }

    public String getExpression() {
        return expression;
    }

    public void setExpression(String expression) {
        this.expression = expression;
    }

    public String getExtension() {
        return extension;
    }

    public void setExtension(String extension) {
        this.extension = extension;
    }

    public String getFamily() {
        return family;
    }

    public void setFamily(String family) {
        this.family = family;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getForwardKey() {
        return forwardKey;
    }

    public void setForwardKey(String forwardKey) {
        this.forwardKey = forwardKey;
    }

    public String getGender() {
        return gender;
    }

    public void setGender(String gender) {
        this.gender = gender;
    }

    public String getGrammar() {
        return grammar;
    }

    public void setGrammar(String grammar) {
        this.grammar = grammar;
    }

    public String getImage() {
        return image;
    }

    public void setImage(String image) {
        this.image = image;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getKeyTree() {
        return keyTree;
    }

    public void setKeyTree(String keyTree) {
        this.keyTree = keyTree;
    }

    public String getLetterCase() {
        return letterCase;
    }

    public void setLetterCase(String letterCase) {
        this.letterCase = letterCase;
    }

    public String getLevel() {
        return level;
    }

    public void setLevel(String level) {
        this.level = level;
    }

    public String getMaxDigits() {
        return maxDigits;
    }

    public void setMaxDigits(String maxDigits) {
        this.maxDigits = maxDigits;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message;
    }

    public String getMode() {
        return mode;
    }

    public void setMode(String mode) {
        this.mode = mode;
    }

    public String getMusicClass() {
        return musicClass;
    }

    public void setMusicClass(String musicClass) {
        this.musicClass = musicClass;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getNumber() {
        return number;
    }

    public void setNumber(String number) {
        this.number = number;
    }

    public String getOffset() {
        return offset;
    }

    public void setOffset(String offset) {
        this.offset = offset;
    }

    public String getOptions() {
        return options;
    }

    public void setOptions(String options) {
        this.options = options;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getPauseKey() {
        return pauseKey;
    }

    public void setPauseKey(String pauseKey) {
        this.pauseKey = pauseKey;
    }

    public String getPriority() {
        return priority;
    }

    public void setPriority(String priority) {
        this.priority = priority;
    }

    public String getPrompt() {
        return prompt;
    }

    public void setPrompt(String prompt) {
        this.prompt = prompt;
    }

    public String getRewindKey() {
        return rewindKey;
    }

    public void setRewindKey(String rewindKey) {
        this.rewindKey = rewindKey;
    }

    public String getSilence() {
        return silence;
    }

    public void setSilence(String silence) {
        this.silence = silence;
    }

    public String getSkip() {
        return skip;
    }

    public void setSkip(String skip) {
        this.skip = skip;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public String getTimeout() {
        return timeout;
    }

    public void setTimeout(String timeout) {
        this.timeout = timeout;
    }

    public String getTimezone() {
        return timezone;
    }

    public void setTimezone(String timezone) {
        this.timezone = timezone;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getVariable() {
        return variable;
    }

    public void setVariable(String variable) {
        this.variable = variable;
    }
}
