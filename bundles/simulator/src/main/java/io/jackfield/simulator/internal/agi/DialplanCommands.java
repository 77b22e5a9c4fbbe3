package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Application;
import io.jackfield.simulator.internal.calls.Execution;
import io.jackfield.simulator.internal.calls.Place;
import io.jackfield.simulator.internal.calls.Variables;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.Optional;
import java.util.OptionalLong;

/** Applications and subroutines of the dialplan, and where the channel goes on afterwards. */
final class DialplanCommands {

    private DialplanCommands() {}

    static void addTo(CommandTable table) {
        table.addForDead("EXEC", 1, Command.ANY, DialplanCommands::exec);
        table.add("GOSUB", 3, 4, DialplanCommands::gosub);
        table.add("SET CONTEXT", 1, 1, i -> {
            i.channel().moveTo(i.argument(0), i.channel().exten(), i.channel().priority());
            i.reply(0);
        });
        table.add("SET EXTENSION", 1, 1, i -> {
            i.channel().moveTo(i.channel().context(), i.argument(0), i.channel().priority());
            i.reply(0);
        });
        table.add("SET PRIORITY", 1, 1, DialplanCommands::setPriority);
    }

    private static void exec(Invocation invocation) {
        Execution execution = invocation.execution();
        Optional<Application> application = execution.board().applications().find(invocation.argument(0));
        if (application.isEmpty()) {
            invocation.reply(-2);
            return;
        }
        String options = invocation.argument(1);
        boolean evaluated = EventClass.isYes(invocation.channel().variable("AGIEXECFULL"));
        execution.perform(
                application.get(),
                invocation.argument(0),
                evaluated ? Variables.substitute(invocation.pbx(), invocation.channel(), options) : options,
                invocation::reply);
    }

    private static void gosub(Invocation invocation) {
        OptionalLong priority = invocation.number(2);
        Place place = new Place(invocation.argument(0), invocation.argument(1), (int) priority.orElse(0));
        Execution execution = invocation.execution();
        if (!execution.board().dialplan().has(place.context(), place.exten(), place.priority())) {
            invocation.fail("-1 Gosub label not found");
            return;
        }
        invocation.write("100 result=0 Trying...");
        execution.perform(
                place,
                invocation.argument(3),
                result -> invocation.reply(result == 0 ? "0 Gosub complete" : "0 Gosub complete (abnormal exit)"));
    }

    /** The step that follows the one the channel is at is where it goes on. */
    private static void setPriority(Invocation invocation) {
        OptionalLong priority = invocation.number(0);
        if (priority.isEmpty() || priority.getAsLong() < 1) {
            invocation.usage();
            return;
        }
        Channel channel = invocation.channel();
        channel.moveTo(channel.context(), channel.exten(), (int) priority.getAsLong() - 1);
        invocation.reply(0);
    }
}
