package io.jackfield.camel.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection without a wire, to a PBX whose channels do in AsyncAGI what they are told, at once. */
final class AsyncPbx {

    private final Origin origin;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger channels = new AtomicInteger();
    private volatile SubscriptionOptions options;
    private volatile StreamListener listener;

    AsyncPbx(String name) {
        this.origin = new Origin(name, "epoch");
    }

    List<String> commands() {
        return commands;
    }

    boolean isSubscribed() {
        return listener != null;
    }

    /** A channel begins {@code AGI(agi:async,script)}. */
    void asyncAgi(String script) {
        String uniqueId = "1." + channels.incrementAndGet();
        String environment = "agi_request: async\nagi_channel: " + channel(uniqueId) + "\nagi_uniqueid: " + uniqueId
                + "\nagi_context: default\nagi_extension: 100\nagi_priority: 1\nagi_arg_1: " + script + "\n\n";
        event("AsyncAGIStart", uniqueId, "Env: " + encoded(environment));
    }

    private static String channel(String uniqueId) {
        return "Local/" + uniqueId;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private void event(String name, String uniqueId, String more) {
        deliver(new ManagerEvent(
                Headers.parse("Event: " + name + "\r\nPrivilege: agi,all\r\nChannel: " + channel(uniqueId)
                        + "\r\nUniqueid: " + uniqueId + "\r\n" + more),
                origin,
                1));
    }

    private void deliver(StreamItem item) {
        options.executor().execute(() -> listener.onItem(item));
    }

    private CompletableFuture<ManagerResponse> send(ManagerAction action) {
        String command = action.value("Command").orElseThrow();
        String channel = action.value("Channel").orElseThrow();
        String uniqueId = channel.substring(channel.indexOf('/') + 1);
        commands.add(command);
        event(
                "AsyncAGIExec",
                uniqueId,
                "Result: " + encoded("200 result=0\n") + "\r\nCommandId: "
                        + action.value("CommandID").orElseThrow());
        if (command.equals("ASYNCAGI BREAK")) {
            event("AsyncAGIEnd", uniqueId, "");
        }
        return CompletableFuture.completedFuture(response("Added AGI command to queue"));
    }

    private static ManagerResponse response(String message) {
        return new ManagerResponse(Headers.parse("Response: Success\r\nMessage: " + message));
    }

    private Subscription subscribe(SubscriptionOptions wanted, StreamListener hearer) {
        options = wanted;
        listener = hearer;
        deliver(new EventGap(origin, EventGap.Kind.START, Instant.EPOCH, Instant.EPOCH, OptionalLong.empty()));
        return proxy(Subscription.class, (method, arguments) -> null);
    }

    ManagerConnection connection() {
        return proxy(ManagerConnection.class, (method, arguments) -> switch (method) {
            case "name" -> origin.connection();
            case "peer" -> "pbx.example:5038";
            case "transport" -> "ami";
            case "state" -> new ConnectionState.Up();
            case "send" -> send((ManagerAction) arguments[0]);
            case "collect" ->
                CompletableFuture.completedFuture(
                        new EventList(response("Channel status will follow"), List.of(), Optional.empty()));
            case "subscribe" -> subscribe((SubscriptionOptions) arguments[0], (StreamListener) arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answers {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> answers.answer(method.getName(), arguments);
                }));
    }
}
