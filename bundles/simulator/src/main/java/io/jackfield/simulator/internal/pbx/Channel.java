package io.jackfield.simulator.internal.pbx;

import static io.jackfield.simulator.internal.pbx.EventClass.CALL;
import static io.jackfield.simulator.internal.pbx.EventClass.DIALPLAN;

import java.time.Instant;

/** One leg of a call. Setters change silently; verbs raise the event that belongs to the change. */
public final class Channel {

    private static final int BY_OPERATOR = 32;

    private final Pbx pbx;
    private final String name;
    private final ChannelId uniqueid;
    private final Technology technology;
    private final Instant created;
    private final ChannelVariables variables = new ChannelVariables(this);
    private final Audio audio = new Audio(this);
    private final CallResult result = new CallResult();
    private ChannelId linkedid;
    private ChannelState state;
    private Party caller = Party.UNKNOWN;
    private Party connected = Party.UNKNOWN;
    private String dialled = "";
    private String accountCode = "";
    private String context = "";
    private String exten = "";
    private int priority = 1;
    private String application = "";
    private String applicationData = "";
    private Bridge bridge;
    private Cause cause = Cause.UNKNOWN;
    private Controller controller = new Uncontrolled();
    private boolean alerted;
    private boolean gone;

    Channel(Pbx pbx, ChannelId uniqueid, ChannelId linkedid, String name, ChannelState state, Technology technology) {
        this.pbx = pbx;
        this.uniqueid = uniqueid;
        this.linkedid = linkedid;
        this.name = name;
        this.state = state;
        this.technology = technology;
        this.created = pbx.now();
    }

    /** Makes the channel known, once its first values are set. */
    public Channel start() {
        pbx.add(this);
        event("Newchannel", CALL).publish();
        pbx.devices().refresh(device());
        return this;
    }

    public EventBuilder event(String event, EventClass eventClass) {
        return pbx.event(event, eventClass).channel(this);
    }

    /** Takes a new state, unless it is in it already. */
    public void enter(ChannelState newState) {
        if (state == newState) {
            return;
        }
        state = newState;
        if (newState == ChannelState.UP) {
            result.answered(pbx.now());
        }
        event("Newstate", CALL).publish();
        pbx.devices().refresh(device());
    }

    /** Begins a step of the dialplan, or what stands in for one. */
    public void execute(String newApplication, String data) {
        application(newApplication, data);
        announce(newApplication, data);
    }

    /** Raises the event of a step without being in it. */
    public void announce(String step, String data) {
        event("Newexten", DIALPLAN)
                .header("Extension", exten)
                .header("Application", step)
                .header("AppData", data)
                .publish();
    }

    /** The caller hears that it rings: from now on its device counts as in use. */
    public void alert() {
        alerted = true;
        pbx.devices().refresh(device());
    }

    boolean isAlerted() {
        return alerted;
    }

    public void set(String variable, Object value) {
        variables.set(variable, String.valueOf(value));
    }

    public void identify(Party party) {
        caller = party;
        event("NewCallerid", CALL)
                .header("CID-CallingPres", "0 (Presentation Allowed, Not Screened)")
                .publish();
    }

    public void connect(Party party) {
        connected = party;
        event("NewConnectedLine", CALL).publish();
    }

    /** Tells that the far side, or somebody on its behalf, wants this channel to end. */
    public void requestHangup(Cause newCause) {
        cause = newCause;
        hangupEvent("HangupRequest", newCause.code());
    }

    /** Tells that the PBX itself is about to end this channel's way through the dialplan. */
    public void requestSoftHangup() {
        hangupEvent("SoftHangupRequest", Cause.NORMAL.code());
    }

    /** Tells that an operator wants this channel to end, with the number Asterisk has for that instead of a cause. */
    public void requestSoftHangupByOperator() {
        hangupEvent("SoftHangupRequest", BY_OPERATOR);
    }

    private void hangupEvent(String event, int code) {
        withTechCause(event(event, CALL).header("Cause", code)).publish();
    }

    private EventBuilder withTechCause(EventBuilder event) {
        String techCause = technology.techCause(cause);
        return techCause.isEmpty() ? event : event.header("TechCause", techCause);
    }

    /** Asks whoever is in charge of this channel to end it. */
    public void hangUp(Cause newCause) {
        if (!gone) {
            controller.hangUp(newCause);
        }
    }

    /** Asks whoever is in charge of this channel to let go of it; see {@link Controller#release()}. */
    public boolean release() {
        return !gone && controller.release();
    }

    /** Ends it; for whoever is in charge of it. */
    public void destroy(Cause newCause) {
        if (gone) {
            return;
        }
        gone = true;
        cause = newCause;
        technology.ending(newCause);
        withTechCause(event("Hangup", CALL).header("Cause", cause.code()).header("Cause-txt", cause.text()))
                .publish();
        pbx.remove(this);
        pbx.devices().refresh(device());
        technology.gone(newCause);
    }

    /** The PBX restarts: the channel is no more, and nobody is told. */
    void vanish() {
        gone = true;
    }

    /** From now on this one decides what becomes of the channel when it is to end. */
    public void controlledBy(Controller newController) {
        controller = newController;
    }

    public Controller controller() {
        return controller;
    }

    /** The device it belongs to: its name without the number at the end. */
    public String device() {
        return name.substring(0, name.lastIndexOf('-'));
    }

    /** The value of a variable, "" if there is none of this name. */
    public String variable(String variable) {
        String value = variables.get(variable);
        return value == null ? "" : value;
    }

    public ChannelVariables variables() {
        return variables;
    }

    public void moveTo(String newContext, String newExten, int newPriority) {
        context = newContext;
        exten = newExten;
        priority = newPriority;
    }

    public String name() {
        return name;
    }

    public ChannelId uniqueid() {
        return uniqueid;
    }

    public ChannelId linkedid() {
        return linkedid;
    }

    void linkedid(ChannelId id) {
        if (!id.equals(linkedid)) {
            ChannelId before = linkedid;
            linkedid = id;
            pbx.calls().moved(this, before);
        }
    }

    public Technology technology() {
        return technology;
    }

    public Instant created() {
        return created;
    }

    public ChannelState state() {
        return state;
    }

    public Party caller() {
        return caller;
    }

    public void caller(Party party) {
        caller = party;
    }

    public Party connected() {
        return connected;
    }

    public void connected(Party party) {
        connected = party;
    }

    /** The number an incoming call asked for, "" on channels that were made by dialling. */
    public String dialled() {
        return dialled;
    }

    public void dialled(String number) {
        dialled = number;
    }

    public String accountCode() {
        return accountCode;
    }

    public void accountCode(String code) {
        accountCode = code;
    }

    public String context() {
        return context;
    }

    public String exten() {
        return exten;
    }

    public int priority() {
        return priority;
    }

    public String application() {
        return application;
    }

    /** For applications that run outside a dialplan and so raise no event. */
    public void application(String newApplication, String data) {
        application = newApplication;
        applicationData = data;
    }

    public String applicationData() {
        return applicationData;
    }

    public Bridge bridge() {
        return bridge;
    }

    void bridge(Bridge newBridge) {
        bridge = newBridge;
    }

    public Cause cause() {
        return cause;
    }

    public void cause(Cause newCause) {
        cause = newCause;
    }

    public boolean isGone() {
        return gone;
    }

    public Audio audio() {
        return audio;
    }

    public CallResult result() {
        return result;
    }

    /** Nobody is in charge: the channel has only just been made, or is about to go. */
    private final class Uncontrolled implements Controller {

        @Override
        public void hangUp(Cause newCause) {
            destroy(newCause);
        }

        @Override
        public boolean release() {
            return false;
        }
    }
}
