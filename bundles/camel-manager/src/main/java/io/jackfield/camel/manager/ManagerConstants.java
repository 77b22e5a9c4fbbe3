package io.jackfield.camel.manager;

import org.apache.camel.spi.Metadata;

/** Message headers of the schemes ami and ajam. What a PBX sends never becomes a header by its own name. */
public final class ManagerConstants {

    @Metadata(
            label = "consumer",
            description = "The name of the event, for example Newchannel; EventGap where events are missing",
            javaType = "String")
    public static final String EVENT_NAME = "CamelAmiEventName";

    @Metadata(description = "The name of the connection", javaType = "String")
    public static final String CONNECTION = "CamelAmiConnection";

    @Metadata(
            label = "consumer",
            description = "Identifies the login that received the event; unique over nodes and restarts",
            javaType = "String")
    public static final String EPOCH = "CamelAmiEpoch";

    @Metadata(
            label = "consumer",
            description = "Position of the event among all that this login received, before filters",
            javaType = "Long")
    public static final String SEQUENCE = "CamelAmiSequence";

    @Metadata(
            description = "The Uniqueid of the event's channel, or of the call that was originated, if it has one",
            javaType = "String")
    public static final String UNIQUEID = "CamelAmiUniqueid";

    @Metadata(
            label = "consumer",
            description = "The Linkedid of the event's channel, if it has one: the same for all channels of a call",
            javaType = "String")
    public static final String LINKEDID = "CamelAmiLinkedid";

    @Metadata(
            label = "consumer",
            description = "Why events are missing: START, LOST or OVERFLOW",
            javaType = "io.jackfield.manager.EventGap.Kind")
    public static final String GAP_KIND = "CamelAmiGapKind";

    @Metadata(label = "consumer", description = "How many events are missing, where that is known", javaType = "Long")
    public static final String GAP_COUNT = "CamelAmiGapCount";

    @Metadata(
            label = "consumer",
            description = "The list action whose answer the event, or the beginning or end of a snapshot, belongs to",
            javaType = "String")
    public static final String SNAPSHOT = "CamelAmiSnapshot";

    @Metadata(label = "consumer", description = "At the end of a snapshot: how many items it had", javaType = "Integer")
    public static final String SNAPSHOT_ITEMS = "CamelAmiSnapshotItems";

    @Metadata(label = "consumer", description = "At the end of a snapshot that is not whole: why", javaType = "String")
    public static final String SNAPSHOT_INCOMPLETE = "CamelAmiSnapshotIncomplete";

    @Metadata(
            label = "producer",
            description = "Success, Error or Goodbye; with await=ORIGINATED, Success or Failure",
            javaType = "String")
    public static final String RESPONSE = "CamelAmiResponse";

    @Metadata(
            label = "producer",
            description = "The message of the response; with await=ORIGINATED, how the call ended",
            javaType = "String")
    public static final String MESSAGE = "CamelAmiMessage";

    @Metadata(
            label = "producer",
            description =
                    "With await=ORIGINATED, Asterisk's reason: 0 failed, 1 hung up, 3 no answer, 4 answered, 5 busy, 8 congestion",
            javaType = "Integer")
    public static final String ORIGINATE_REASON = "CamelAmiOriginateReason";

    @Metadata(
            label = "producer",
            description =
                    "A header of this name plus the name of an argument sets that argument, before body and endpoint",
            javaType = "Object")
    public static final String ARGUMENT_PREFIX = "CamelAmiArg.";

    private ManagerConstants() {}
}
