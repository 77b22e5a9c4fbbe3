package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Execution;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A call of a FastAGI server: it is dialled, then a session runs over the connection. */
final class FastAgiCall implements AgiSession {

    private final AgiPlatform platform;
    private final FastAgiClient client;
    private final Execution execution;
    private final AgiTarget.Server server;
    private final String url;
    private final List<String> arguments;
    private final FastAgiConnection connection = new FastAgiConnection();
    private final boolean startsDead;
    private FastAgiSession session;
    private boolean over;

    FastAgiCall(
            AgiPlatform platform,
            FastAgiClient client,
            Execution execution,
            AgiTarget.Server server,
            String url,
            List<String> arguments) {
        this.platform = platform;
        this.client = client;
        this.execution = execution;
        this.server = server;
        this.url = url;
        this.arguments = arguments;
        startsDead = execution.isHungUp();
    }

    @Override
    public void start(Consumer<Optional<AgiStatus>> ended) {
        // A hangup while it is being dialled is found by the session that follows.
        execution.outlivesHangup(() -> {});
        execution.ifReleased(() -> {
            over = true;
            ended.accept(Optional.empty());
        });
        client.dial(server, connection, open -> dialled(open, ended));
    }

    private void dialled(Optional<Channel> open, Consumer<Optional<AgiStatus>> ended) {
        if (over) {
            open.ifPresent(Channel::close);
        } else if (open.isEmpty()) {
            ended.accept(Optional.of(AgiStatus.FAILURE));
        } else {
            session = new FastAgiSession(platform, execution, connection.reader(), connection, ended);
            connection.open(open.get(), session::readable);
            session.start(Environment.ofServer(server, url, execution.channel(), arguments), startsDead);
        }
    }

    @Override
    public void abandon() {
        over = true;
        if (session != null) {
            session.abandon();
        }
    }
}
