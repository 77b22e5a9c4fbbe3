package io.jackfield.itests.demo;

import io.jackfield.itests.asterisk.ManagerUser;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Listens to a PBX that makes its calls by itself, over a manager connection of its own. */
final class ListeningWitness implements Witness {
    private final CallLedger ledger = new CallLedger();
    private final Set<String> judged = new HashSet<>();
    private final ManagerLine line;

    /**
     * Logs in.
     *
     * @throws DemoException if the PBX does not let it
     */
    ListeningWitness(String host, int port, ManagerUser user) {
        line = new ManagerLine(host, port, user, ledger::accept);
    }

    @Override
    public void observe(Duration time, Duration settling) {
        Set<String> earlier = ledger.known();
        Pause.of(time);
        judged.addAll(ledger.over());
        judged.removeAll(earlier);
        Pause.of(settling);
    }

    @Override
    public Testimony testimony() {
        line.requireHearing();
        return new Testimony(ledger.known(), judged);
    }

    @Override
    public void close() {
        line.close();
    }
}
