package io.jackfield.simulator.internal.agi;

import io.jackfield.simulator.internal.pbx.Database;

/** The PBX's database. */
final class DatabaseCommands {

    private DatabaseCommands() {}

    static void addTo(CommandTable table) {
        table.addForDead("DATABASE GET", 2, 2, i -> i.value(of(i).get(i.argument(0), i.argument(1))));
        table.addForDead("DATABASE PUT", 3, 3, i -> {
            of(i).put(i.argument(0), i.argument(1), i.argument(2));
            i.reply(1);
        });
        table.addForDead("DATABASE DEL", 2, 2, i -> {
            of(i).delete(i.argument(0), i.argument(1));
            i.reply(1);
        });
        // 0 says that something was deleted.
        table.addForDead("DATABASE DELTREE", 1, 2, i -> {
            int deleted = of(i).deleteTree(i.argument(0), i.argument(1));
            i.reply(deleted > 0 ? 0 : 1);
        });
    }

    private static Database of(Invocation invocation) {
        return invocation.pbx().database();
    }
}
