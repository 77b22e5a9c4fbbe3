package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Applications;
import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.Party;
import java.time.Duration;
import java.util.Optional;

/** The channel itself: answered, hung up, looked at. */
final class ChannelCommands {

    private ChannelCommands() {}

    static void addTo(CommandTable table) {
        table.add("ANSWER", 0, Command.ANY, ChannelCommands::answer);
        table.add("HANGUP", 0, 1, ChannelCommands::hangup);
        table.add("CHANNEL STATUS", 0, 1, ChannelCommands::status);
        table.add("SET CALLERID", 0, Command.ANY, ChannelCommands::setCallerId);
        table.add("SET AUTOHANGUP", 1, 1, ChannelCommands::setAutoHangup);
        table.add("SET MUSIC", 1, Command.ANY, i -> i.reply(0));
        table.add("TDD MODE", 1, 1, i -> i.reply(0));
        table.addForDead("NOOP", 0, Command.ANY, i -> i.reply(0));
        table.addForDead("VERBOSE", 1, Command.ANY, i -> i.reply(1));
        table.addForDead("ASYNCAGI BREAK", 0, Command.ANY, i -> {
            i.write("200 result=0");
            i.end(Outcome.BREAK);
        });
    }

    private static void answer(Invocation invocation) {
        invocation.channel().technology().answer();
        if (invocation.execution().isHungUp()) {
            invocation.fail(-1);
        } else {
            invocation.reply(0);
        }
    }

    private static void hangup(Invocation invocation) {
        Optional<Channel> channel = invocation.has(0)
                ? invocation.pbx().channelNamed(invocation.argument(0))
                : Optional.of(invocation.channel());
        if (channel.isEmpty()) {
            invocation.reply(-1);
            return;
        }
        invocation.reply(1);
        channel.get().hangUp(Cause.NORMAL);
    }

    private static void status(Invocation invocation) {
        Optional<Channel> channel = invocation.has(0)
                ? invocation.pbx().channel(invocation.argument(0))
                : Optional.of(invocation.channel());
        invocation.reply(channel.map(c -> c.state().number()).orElse(-1));
    }

    private static void setCallerId(Invocation invocation) {
        invocation.channel().identify(Party.parse(invocation.argument(0)));
        invocation.reply(1);
    }

    private static void setAutoHangup(Invocation invocation) {
        invocation
                .platform()
                .hangUpAfter(invocation.channel(), Applications.seconds(invocation.argument(0), Duration.ZERO));
        invocation.reply(0);
    }
}
