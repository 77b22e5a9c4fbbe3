package io.jackfield.camel.fastagi;

import org.apache.camel.spi.Metadata;

/**
 * Message headers of the schemes fastagi, asyncagi and agi, and one exchange property. What comes from Asterisk never becomes a
 * header by a name of its own.
 */
public final class AgiConstants {

    @Metadata(
            label = "consumer",
            description = "The script that the dialplan asks for, without its parameters",
            javaType = "String")
    public static final String SCRIPT = "CamelAgiScript";

    @Metadata(
            label = "consumer",
            description = "Where the PBX is: its address, or the name of its connection",
            javaType = "String")
    public static final String PEER = "CamelAgiPeer";

    @Metadata(label = "consumer", description = "The name of the channel when the call began", javaType = "String")
    public static final String CHANNEL = "CamelAgiChannel";

    @Metadata(label = "consumer", description = "The unique id of the channel", javaType = "String")
    public static final String UNIQUEID = "CamelAgiUniqueid";

    @Metadata(label = "consumer", description = "The number of the caller, if it is known", javaType = "String")
    public static final String CALLER_ID = "CamelAgiCallerId";

    @Metadata(label = "consumer", description = "The name of the caller, if it is known", javaType = "String")
    public static final String CALLER_ID_NAME = "CamelAgiCallerIdName";

    @Metadata(label = "consumer", description = "The number that was dialled, if it is known", javaType = "String")
    public static final String DNID = "CamelAgiDnid";

    @Metadata(label = "consumer", description = "The context that AGI() stands in", javaType = "String")
    public static final String CONTEXT = "CamelAgiContext";

    @Metadata(label = "consumer", description = "The extension that AGI() stands in", javaType = "String")
    public static final String EXTENSION = "CamelAgiExtension";

    @Metadata(
            label = "consumer",
            description = "The arguments behind the script in AGI(), as a list",
            javaType = "java.util.List<String>")
    public static final String ARGUMENTS = "CamelAgiArguments";

    @Metadata(
            label = "consumer",
            description =
                    "A header of this name plus the name of a parameter has its value: of those in the path of the script, then "
                            + "of those behind its question mark",
            javaType = "String")
    public static final String PARAMETER_PREFIX = "CamelAgiParameter.";

    @Metadata(
            description =
                    "How the call ended: CLOSED by the route, FAILED with the route, HANGUP by the caller, LOST, TIMEOUT, BROKEN or "
                            + "STOPPED. Set when a command finds the call hung up, and in any case before onCompletion",
            javaType = "String")
    public static final String END = "CamelAgiEnd";

    @Metadata(
            label = "producer",
            description = "The code of the reply: 200, or 503, 510, 511, 520 with failOnError=false",
            javaType = "Integer")
    public static final String CODE = "CamelAgiCode";

    @Metadata(label = "producer", description = "What the reply has as its result", javaType = "String")
    public static final String RESULT = "CamelAgiResult";

    @Metadata(
            label = "producer",
            description = "What the reply has in parentheses, if it has them: a value, or a word such as timeout",
            javaType = "String")
    public static final String DATA = "CamelAgiData";

    @Metadata(
            label = "producer",
            description = "How far a sound was played or recorded, in samples, of control-stream-file in milliseconds",
            javaType = "Long")
    public static final String ENDPOS = "CamelAgiEndpos";

    @Metadata(
            label = "producer",
            description = "The key that ended the command, if one did: 0 to 9, *, #, A to D",
            javaType = "String")
    public static final String DIGIT = "CamelAgiDigit";

    @Metadata(
            label = "producer",
            description = "The key=value pairs of the reply, if it has any",
            javaType = "java.util.Map<String, String>")
    public static final String ATTRIBUTES = "CamelAgiAttributes";

    /**
     * Exchange property: the {@link io.jackfield.agi.AgiSession} of the call. It ends when the exchange does, or the last one that it
     * was handed over to, for example through {@code seda}.
     */
    public static final String SESSION = "CamelAgiSession";

    /**
     * Channel variable that says what became of the route: {@link #STATUS_OK} or {@link #STATUS_FAILED}. It is set just before the
     * session ends, so without it the route did not come to its end: the caller hung up, or the server went away.
     */
    public static final String STATUS_VARIABLE = "JACKFIELD_STATUS";

    /** The route came to its end. */
    public static final String STATUS_OK = "OK";

    /** The route failed with an exception that it did not handle. */
    public static final String STATUS_FAILED = "FAILED";

    private AgiConstants() {}
}
