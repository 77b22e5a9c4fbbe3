package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.calls.Variables;
import io.jackfield.simulator.internal.pbx.Channel;
import java.util.Optional;

/** Variables of the channel. */
final class VariableCommands {

    private static final int LONGEST_VALUE = 1023;

    private VariableCommands() {}

    static void addTo(CommandTable table) {
        table.addForDead("GET VARIABLE", 1, 1, VariableCommands::get);
        table.addForDead("GET FULL VARIABLE", 1, 2, VariableCommands::evaluate);
        table.addForDead("SET VARIABLE", 2, 2, VariableCommands::set);
    }

    private static void get(Invocation invocation) {
        String value = Variables.value(invocation.pbx(), invocation.channel(), invocation.argument(0));
        invocation.value(Optional.ofNullable(value)
                .map(text -> text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text));
    }

    /** What is no reference in the expression stays as it is. */
    private static void evaluate(Invocation invocation) {
        Optional<Channel> channel = invocation.has(1)
                ? invocation.pbx().channelNamed(invocation.argument(1))
                : Optional.of(invocation.channel());
        invocation.value(channel.map(of -> Variables.substitute(invocation.pbx(), of, invocation.argument(0))));
    }

    private static void set(Invocation invocation) {
        Variables.write(invocation.pbx(), invocation.channel(), invocation.argument(0), invocation.argument(1));
        invocation.reply(1);
    }
}
