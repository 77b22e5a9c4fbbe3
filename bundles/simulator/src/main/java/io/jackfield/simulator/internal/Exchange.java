package io.jackfield.simulator.internal;

import io.jackfield.simulator.PhoneBehaviour;
import io.jackfield.simulator.internal.calls.Phone;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.util.List;
import java.util.Random;

/** Furnishes a PBX with telephones, queues and extensions, of its own where none are wanted. */
final class Exchange {

    private static final List<String> NAMES = List.of(
            "Alice", "Bob", "Carol", "Dave", "Eve", "Frank", "Grace", "Heidi", "Ivan", "Judy", "Karl", "Laura",
            "Mallory", "Nina", "Oscar", "Peggy", "Quentin", "Rupert", "Sybil", "Trent");

    private Exchange() {}

    static Switchboard build(Pbx pbx, SimulatorSettings settings, Random random) {
        Switchboard board = new Switchboard(pbx, settings.calls(), random);
        settings.phones().forEach(phone -> board.connect(phone, settings.ringTimeout()));
        if (settings.phones().isEmpty()) {
            for (int i = 0; i < NAMES.size(); i++) {
                int number = i < 10 ? 1001 + i : 2001 + i - 10;
                Phone phone = new Phone(String.valueOf(number), NAMES.get(i), PhoneBehaviour.ANSWERS);
                board.connect(phone, settings.ringTimeout());
            }
            if (settings.queues().isEmpty()) {
                board.addQueue("support", "600", List.of("2001", "2002", "2003", "2004", "2005"));
            }
        }
        settings.queues().forEach(queue -> board.addQueue(queue.name(), queue.extension(), queue.members()));
        settings.extensions().forEach(e -> board.dialplan().extension(e.context(), e.extension(), e.steps()));
        return board;
    }
}
