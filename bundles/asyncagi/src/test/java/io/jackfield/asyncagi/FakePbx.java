package io.jackfield.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.manager.ConnectionLostException;
import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.ConnectionStats;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import io.jackfield.manager.Origin;
import io.jackfield.manager.OriginateResult;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.manager.SubscriptionStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A connection without a wire and the PBX behind it: its channels, and a login that can be lost. */
final class FakePbx implements ManagerConnection {

    final Map<String, FakeChannel> channels = new ConcurrentHashMap<>();
    final List<ManagerAction> actions = new CopyOnWriteArrayList<>();
    /** What commands are answered, by their beginning. */
    final Map<String, String> results = new ConcurrentHashMap<>();

    private final Map<String, Function<ManagerAction, CompletableFuture<ManagerResponse>>> answers =
            new ConcurrentHashMap<>();
    private final Origin origin;
    private volatile Subscribed subscribed;
    private volatile boolean up = true;
    private volatile boolean began;
    private volatile String refusesLists;

    FakePbx(String name) {
        this.origin = new Origin(name, "epoch");
    }

    private final class Subscribed implements Subscription {

        private final SubscriptionOptions options;
        private final StreamListener listener;

        private Subscribed(SubscriptionOptions options, StreamListener listener) {
            this.options = options;
            this.listener = listener;
        }

        private void deliver(StreamItem item) {
            options.executor().execute(() -> listener.onItem(item));
        }

        @Override
        public SubscriptionStats stats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> drain() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            subscribed = null;
            began = false;
        }
    }

    FakeChannel channel(String uniqueId) {
        return channels.computeIfAbsent(uniqueId, id -> new FakeChannel(this, id));
    }

    boolean isSubscribed() {
        return subscribed != null;
    }

    /** The commands that were sent, in order, of all channels. */
    List<String> commands() {
        return actions.stream()
                .filter(action -> action.name().equals("AGI"))
                .map(action -> action.value("Command").orElseThrow())
                .collect(Collectors.toList());
    }

    long lists() {
        return actions.stream().filter(action -> action.name().equals("Status")).count();
    }

    void refuseLists(String message) {
        refusesLists = message;
    }

    /** How actions of that name end instead of reaching a channel. */
    void answer(String action, Function<ManagerAction, CompletableFuture<ManagerResponse>> answer) {
        answers.put(action, answer);
    }

    void answerNormally(String action) {
        answers.remove(action);
    }

    String result(String command) {
        if (command.startsWith("GET FULL VARIABLE \"jackfield-")) {
            return "200 result=1 (" + command.substring(19, command.length() - 1) + ")\n";
        }
        return results.entrySet().stream()
                .filter(result -> command.startsWith(result.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(command.startsWith("STREAM FILE \"jackfield-") ? "200 result=-1 endpos=0\n" : "200 result=0\n");
    }

    void event(String lines) {
        Subscribed to = subscribed;
        ManagerEvent event = new ManagerEvent(Headers.parse(lines), origin, 1);
        if (to != null && up && to.options.filter().test(event.headers())) {
            to.deliver(event);
        }
    }

    void lose() {
        up = false;
        Subscribed to = subscribed;
        if (to != null) {
            to.options.executor().execute(to.listener::interrupted);
        }
    }

    void restore() {
        up = true;
        begin();
    }

    private void begin() {
        EventGap.Kind kind = began ? EventGap.Kind.LOST : EventGap.Kind.START;
        began = true;
        Subscribed to = subscribed;
        if (to != null) {
            to.deliver(new EventGap(origin, kind, Instant.EPOCH, Instant.EPOCH, OptionalLong.empty()));
        }
    }

    static ManagerResponse response(String status, String message) {
        return new ManagerResponse(Headers.parse("Response: " + status + "\r\nMessage: " + message));
    }

    @Override
    public String name() {
        return origin.connection();
    }

    @Override
    public String transport() {
        return "fake";
    }

    @Override
    public String peer() {
        return "pbx.example:5038";
    }

    @Override
    public CompletableFuture<ManagerResponse> send(ManagerAction action, Duration timeout) {
        actions.add(action);
        Function<ManagerAction, CompletableFuture<ManagerResponse>> scripted = answers.get(action.name());
        if (scripted != null) {
            return scripted.apply(action);
        }
        if (!up) {
            return CompletableFuture.failedFuture(new ConnectionLostException(name(), action, false, "not logged in"));
        }
        String line = "Command: " + action.value("Command").orElseThrow();
        if (line.getBytes(UTF_8).length > 1022) {
            return CompletableFuture.completedFuture(response("Error", "line too long"));
        }
        FakeChannel channel = channels.get(action.value("Channel").orElseThrow());
        if (channel == null) {
            return CompletableFuture.completedFuture(response("Error", "Channel does not exist."));
        }
        String problem = channel.queue(
                action.value("Command").get(), action.value("CommandID").orElseThrow());
        channel.serve();
        return CompletableFuture.completedFuture(
                problem == null ? response("Success", "Added AGI command to queue") : response("Error", problem));
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action, Duration timeout) {
        actions.add(action);
        if (!up) {
            return CompletableFuture.failedFuture(new ConnectionLostException(name(), action, false, "not logged in"));
        }
        if (refusesLists != null) {
            return CompletableFuture.completedFuture(
                    new EventList(response("Error", refusesLists), List.of(), Optional.empty()));
        }
        Map<String, FakeChannel> all = new LinkedHashMap<>(channels);
        List<ManagerEvent> items = all.values().stream()
                .map(channel -> new ManagerEvent(Headers.parse(channel.status()), origin, 1))
                .toList();
        return CompletableFuture.completedFuture(
                new EventList(response("Success", "Channel status will follow"), items, Optional.empty()));
    }

    @Override
    public CompletableFuture<ManagerResponse> send(ManagerAction action) {
        return send(action, Duration.ofSeconds(10));
    }

    @Override
    public CompletableFuture<EventList> collect(ManagerAction action) {
        return collect(action, Duration.ofSeconds(10));
    }

    @Override
    public CompletableFuture<OriginateResult> originate(ManagerAction originate, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<OriginateResult> originate(ManagerAction originate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(SubscriptionOptions options, StreamListener listener) {
        subscribed = new Subscribed(options, listener);
        if (up) {
            begin();
        }
        return subscribed;
    }

    @Override
    public void resume(Subscription subscription) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionState state() {
        return up ? new ConnectionState.Up() : new ConnectionState.Down("lost");
    }

    @Override
    public ConnectionStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        lose();
    }
}
