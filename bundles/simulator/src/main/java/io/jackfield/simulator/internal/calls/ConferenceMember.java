package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The application that keeps its channel in a conference. */
public final class ConferenceMember {

    private static final String RESULT = "CONFBRIDGE_RESULT";

    private final Execution execution;
    private final Conferences conferences;
    private final Conference conference;
    private final Instant joined;
    private boolean muted;

    private ConferenceMember(Execution execution, String name) {
        this.execution = execution;
        conferences = execution.board().conferences();
        conference = conferences.join(name);
        joined = execution.board().pbx().now();
    }

    /** @param data {@code conference[,…]}; profiles and menus are ignored */
    static void start(Execution execution, String data) {
        String name = data.split(",")[0];
        if (name.isEmpty()
                || execution
                        .board()
                        .conferences()
                        .find(name)
                        .map(Conference::isLocked)
                        .orElse(false)) {
            execution.channel().set(RESULT, "FAILED");
            execution.next();
            return;
        }
        execution.channel().technology().answer();
        ConferenceMember member = new ConferenceMember(execution, name);
        execution.ifHungUp(() -> {
            member.leave();
            member.channel().set(RESULT, "HANGUP");
        });
        member.conference.enter(member);
    }

    private void leave() {
        conference.leave(this);
        conferences.left(conference);
    }

    /** Somebody puts it out; its call goes on. */
    public void kick() {
        channel().set(RESULT, "KICKED");
        leave();
        execution.next();
    }

    public void mute(boolean mute) {
        muted = mute;
        conference.memberEvent(mute ? "ConfbridgeMute" : "ConfbridgeUnmute", this);
    }

    public boolean isMuted() {
        return muted;
    }

    public Channel channel() {
        return execution.channel();
    }

    /** Since when it has been answered. */
    public Duration answered() {
        Instant since = Optional.ofNullable(channel().result().answered()).orElse(joined);
        return Duration.between(since, execution.board().pbx().now());
    }
}
