package io.jackfield.itests.contract;

import static io.jackfield.itests.contract.Scene.action;
import static io.jackfield.itests.contract.Scene.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.agi.AgiCommand;
import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiHandler;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiRequest;
import io.jackfield.agi.AgiSession;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call in {@code AGI()}, and its caller. One leg has the session, as a handler of Jackfield gets it; the other leg presses keys and
 * hangs up, in the dialplan, when it is told to. Closing it ends the session.
 */
final class Conversation implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Who gives calls to handlers. */
    interface Desk {
        /** Until it is closed, calls for the script go to the handler. */
        AutoCloseable handle(String script, AgiHandler handler);
    }

    private final Scene scene;
    private final String id = "agi-" + COUNTER.incrementAndGet();
    private final Recording heard;
    private final CompletableFuture<AgiSession> session = new CompletableFuture<>();
    private final CompletableFuture<Void> handled = new CompletableFuture<>();
    private final Map<String, Integer> begun = new HashMap<>();

    private Conversation(Scene scene) {
        this.scene = scene;
        heard = scene.record("Newchannel,Newexten,AGIExecStart,UserEvent,Hangup");
    }

    /** A call with the FastAGI server, once the server has it; it is closed with the scene. Its caller only waits for an answer. */
    static Conversation of(Scene scene, String... variables) {
        return at("call", scene, variables);
    }

    /** The same, answered before, so that there is a caller to talk to. */
    static Conversation answered(Scene scene, String... variables) {
        return at("answered", scene, variables);
    }

    /** The same with another extension of {@link Dialplan#AGI}. */
    static Conversation at(String extension, Scene scene, String... variables) {
        return begin(scene, extension, scene.agi()::handle, variables).awaitSession();
    }

    /** A call with the FastAGI server of this caller, in the form {@code "name" <number>}. */
    static Conversation from(String callerId, Scene scene) {
        return begin(scene, "call", scene.agi()::handle, "CallerID=" + callerId).awaitSession();
    }

    /** A call with a server that somebody else provides, or none. */
    static Conversation elsewhere(String extension, Scene scene, String... variables) {
        Conversation call = scene.keep(new Conversation(scene));
        call.originate(extension + "@" + Dialplan.AGI, variables);
        return call;
    }

    /** A call that has only been made. */
    static Conversation begin(Scene scene, String extension, Desk desk, String... variables) {
        return begin(scene, extension + "@" + Dialplan.AGI, null, desk, variables);
    }

    /** @param script what the handler is for; null for the one that only this call asks for */
    static Conversation begin(Scene scene, String place, String script, Desk desk, String... variables) {
        Conversation call = new Conversation(scene);
        scene.keep(desk.handle(script == null ? call.id : script, call::answer));
        scene.keep(call);
        call.originate(place, variables);
        return call;
    }

    private CompletableFuture<Void> answer(AgiSession begins) {
        session.complete(begins);
        return handled;
    }

    private void originate(String place, String... variables) {
        announceServer(scene);
        ManagerAction originate = action(
                        "Originate",
                        "Channel=Local/" + place + "/n",
                        "Context=" + Dialplan.CONTEXT,
                        "Exten=caller",
                        "Priority=1",
                        "Async=true")
                .with("ChannelId", id);
        Map<String, String> all = new LinkedHashMap<>(Map.of("SCRIPT", id, "CallerID", "\"Ada Brandt\" <100>"));
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            all.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        originate = originate.with("CallerID", all.remove("CallerID"));
        for (Map.Entry<String, String> variable : all.entrySet()) {
            originate = originate.with("Variable", "__" + variable.getKey() + "=" + variable.getValue());
        }
        assertThat(get(scene.admin().send(originate)).isSuccess()).isTrue();
    }

    /** Tells the PBX where the FastAGI server is. */
    static void announceServer(Scene scene) {
        InetSocketAddress server = scene.agi().address().orElseThrow();
        scene.send("Setvar", "Variable=AGI_HOST", "Value=" + server.getHostString());
        scene.send("Setvar", "Variable=AGI_PORT", "Value=" + server.getPort());
    }

    Conversation awaitSession() {
        get(session);
        return this;
    }

    /** The script that the call asks for, unless the dialplan says otherwise. */
    String script() {
        return id;
    }

    AgiSession session() {
        return get(session);
    }

    AgiRequest request() {
        return session().request();
    }

    /** The name of the leg with the session. */
    String channel() {
        return heard.await("Newchannel", "Uniqueid=" + id + ";2").get("Channel");
    }

    /** Executes a command; its reply, also one that refuses it. */
    AgiReply execute(AgiCommand command) {
        try {
            return get(start(command));
        } catch (AgiCommandException refused) {
            return refused.reply();
        }
    }

    /** Executes a line as it is written. */
    AgiReply execute(String line) {
        return execute(AgiCommand.raw(line));
    }

    /** The last line of the reply. */
    String say(AgiCommand command) {
        return last(execute(command));
    }

    String say(String line) {
        return say(AgiCommand.raw(line));
    }

    static String last(AgiReply reply) {
        return reply.lines().get(reply.lines().size() - 1);
    }

    /** The exception a command fails with; null if it has a reply. */
    static Throwable problem(CompletableFuture<AgiReply> reply) {
        return get(reply.handle((answer, problem) -> problem));
    }

    /** Begins a command; when this returns, Asterisk has begun it. */
    CompletableFuture<AgiReply> begin(AgiCommand command) {
        CompletableFuture<AgiReply> reply = start(command);
        awaitCommands(command.toString(), begun.get(command.toString()));
        return reply;
    }

    /** Waits until Asterisk has begun so many commands of this name, whoever gave them. */
    void awaitCommands(String name, int count) {
        Scene.await(
                "the beginning of " + name,
                () -> heard.events().stream()
                                .filter(event -> Recording.matches(event, "AGIExecStart", "Uniqueid=" + id + ";2"))
                                .filter(event -> event.get("Command").startsWith(name))
                                .count()
                        >= count);
    }

    private CompletableFuture<AgiReply> start(AgiCommand command) {
        begun.merge(command.toString(), 1, Integer::sum);
        return session().execute(command);
    }

    /** The reply to a command during which the caller presses these keys. */
    AgiReply pressing(String digits, AgiCommand command) {
        CompletableFuture<AgiReply> reply = begin(command);
        press(digits);
        return get(reply);
    }

    /** The caller presses these keys, a tenth of a second apart. */
    void press(String digits) {
        scene.send("Setvar", "Channel=" + caller(), "Variable=DIGITS", "Value=" + digits);
        send("press");
    }

    /** The caller talks for a while. */
    void talk() {
        send("talk");
        heard.await("Newexten", "Uniqueid=" + id, "Application=Playback");
    }

    /** The caller hangs up. */
    void hangUp() {
        send("hangup");
    }

    private void send(String extension) {
        ManagerAction redirect = action("Redirect", "Context=" + Dialplan.CONTEXT, "Priority=1")
                .with("Channel", caller())
                .with("Exten", extension);
        assertThat(get(scene.admin().send(redirect)).isSuccess()).isTrue();
    }

    /** The name of the caller's leg, once it is in the dialplan. */
    private String caller() {
        return heard.await("Newexten", "Uniqueid=" + id, "Extension=caller").get("Channel");
    }

    /** What the dialplan tells at the end, when the caller has hung up or the session has ended. */
    ManagerEvent told() {
        return heard.await("UserEvent", "UserEvent=AgiEnd", "Uniqueid=" + id + ";2");
    }

    /** {@code AGISTATUS} at the end, and whether the dialplan went on behind {@code AGI()}. */
    String ending() {
        ManagerEvent told = told();
        return told.get("Status") + (told.get("Continued").isEmpty() ? "" : ", continued");
    }

    /** The handler is done. */
    void done() {
        handled.complete(null);
    }

    /** The handler fails. */
    void fail(Throwable problem) {
        handled.completeExceptionally(problem);
    }

    /** Whether the caller's leg, or the one with the session, is gone. */
    boolean isGone(String leg) {
        return heard.find("Hangup", "Uniqueid=" + id + leg).isPresent();
    }

    @Override
    public void close() {
        handled.complete(null);
    }

    @Override
    public String toString() {
        return id;
    }
}
