package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.wire.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What can be done to channels. */
public final class ChannelActions {

    private final Pbx pbx;

    public ChannelActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable table) {
        table.add("Hangup", "Hangup channel.", this::hangup, EventClass.SYSTEM, EventClass.CALL);
    }

    private void hangup(Request request) {
        String name = request.header("Channel");
        if (name.isEmpty()) {
            request.error("No channel specified");
        } else if (name.startsWith("/")) {
            hangupMatching(request, name);
        } else {
            pbx.channel(name)
                    .ifPresentOrElse(
                            channel -> {
                                request.success("Channel Hungup");
                                hangUp(channel, request);
                            },
                            () -> request.error("No such channel"));
        }
    }

    private void hangupMatching(Request request, String expression) {
        if (expression.length() < 2 || !expression.endsWith("/")) {
            request.error("Regex format invalid, Channel param should be /regex/");
            return;
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression.substring(1, expression.length() - 1));
        } catch (PatternSyntaxException e) {
            request.error("Regex compile failed on: " + expression);
            return;
        }
        EventList list = request.list("Channels hung up will follow");
        List<Channel> matching = new ArrayList<>(pbx.channels());
        matching.removeIf(channel -> !pattern.matcher(channel.name()).find());
        for (Channel channel : matching) {
            list.sendIdLast(Block.event("ChannelHungup").header("Channel", channel.name()));
        }
        list.complete("ChannelsHungupListComplete");
        matching.forEach(channel -> hangUp(channel, request));
    }

    private static void hangUp(Channel channel, Request request) {
        channel.hangUp(cause(request.header("Cause"), channel));
    }

    private static Cause cause(String code, Channel channel) {
        boolean given = !code.isEmpty() && code.chars().allMatch(Character::isDigit) && code.length() < 4;
        return given ? new Cause(Integer.parseInt(code)) : channel.technology().defaultCause();
    }
}
