package io.jackfield.manager.internal.stream;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The class of each event that Asterisk is known to raise in exactly one class, whatever its version: read from its sources
 * and compared with recordings of Asterisk 16 and 22. Not here, and therefore not narrowed down: events whose class differs
 * between sources and wire or between versions, and all that modules of others may raise.
 */
public final class EventClasses {

    /**
     * One event.
     *
     * @param name as Asterisk spells it
     * @param eventClass the class in its {@code Privilege}, without {@code all}
     */
    public record Known(String name, String eventClass) {}

    private static final Map<String, Known> KNOWN = new HashMap<>();

    static {
        known(
                "agent",
                """
                AgentCalled AgentComplete AgentConnect AgentDump AgentLogin AgentLogoff AgentRingNoAnswer
                QueueCallerAbandon QueueCallerJoin QueueCallerLeave QueueMemberAdded QueueMemberPause QueueMemberPenalty
                QueueMemberRemoved QueueMemberRinginuse QueueMemberStatus""");
        known("agi", "AGIExecEnd AGIExecStart AsyncAGIEnd AsyncAGIExec AsyncAGIStart");
        known(
                "call",
                """
                AttendedTransfer BlindTransfer BridgeCreate BridgeDestroy BridgeEnter BridgeLeave BridgeMerge ConfbridgeEnd
                ConfbridgeJoin ConfbridgeLeave ConfbridgeMute ConfbridgeStart ConfbridgeTalking ConfbridgeUnmute
                DeviceStateChange DialBegin DialEnd DialState ExtensionStatus Hangup HangupRequest Hold LocalBridge
                LocalOptimizationBegin LocalOptimizationEnd MessageWaiting MixMonitorStart MixMonitorStop MusicOnHoldStart
                MusicOnHoldStop NewAccountCode NewCallerid NewConnectedLine Newchannel Newstate OriginateResponse ParkedCall
                ParkedCallGiveUp ParkedCallSwap ParkedCallTimeOut Pickup Rename SoftHangupRequest UnParkedCall Unhold""");
        known("cdr", "Cdr");
        known("dialplan", "Newexten VarSet HangupHandlerPop HangupHandlerPush HangupHandlerRun");
        known("dtmf", "DTMFBegin DTMFEnd");
        known("reporting", "RTCPReceived RTCPSent");
        known("system", "FullyBooted PeerStatus Registry Reload Shutdown");
        known("user", "UserEvent");
    }

    private EventClasses() {}

    private static void known(String eventClass, String names) {
        for (String name : names.split("\\s+")) {
            KNOWN.put(name.toLowerCase(Locale.ROOT), new Known(name, eventClass));
        }
    }

    /** The event of that name, in any case, if its class is known. */
    public static Optional<Known> find(String name) {
        return Optional.ofNullable(KNOWN.get(name.toLowerCase(Locale.ROOT)));
    }
}
