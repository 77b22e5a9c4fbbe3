package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Bridge;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Where calls wait until somebody fetches them: the lot {@code default}, whose spaces are extensions of {@value #CONTEXT}. */
public final class ParkingLot {

    public static final String NAME = "default";
    public static final int FIRST_SPACE = 701;
    public static final int LAST_SPACE = 720;
    public static final Duration TIMEOUT = Duration.ofSeconds(600);

    static final String CONTEXT = "parkedcalls";

    private final Pbx pbx;
    private final NavigableMap<Integer, ParkedCall> calls = new TreeMap<>();
    private Bridge bridge;

    ParkingLot(Pbx pbx, Dialplan dialplan) {
        this.pbx = pbx;
        dialplan.extension(CONTEXT, String.valueOf(FIRST_SPACE - 1), List.of("Park(" + NAME + ")"));
        for (int space = FIRST_SPACE; space <= LAST_SPACE; space++) {
            dialplan.extension(CONTEXT, String.valueOf(space), List.of("ParkedCall(" + NAME + "," + space + ")"));
        }
    }

    /**
     * Parks the channel of an execution, which is free for it.
     *
     * @param parker the device that hears of it if nobody fetches the call
     * @return false if the lot is full
     */
    boolean park(Execution execution, String parker) {
        for (int space = FIRST_SPACE; space <= LAST_SPACE; space++) {
            if (!calls.containsKey(space)) {
                if (bridge == null) {
                    bridge = pbx.bridge(Bridge.Kind.PARKING, NAME);
                }
                ParkedCall call = new ParkedCall(this, execution, parker, space);
                calls.put(space, call);
                call.begin();
                return true;
            }
        }
        return false;
    }

    void left(ParkedCall call) {
        calls.remove(call.space(), call);
    }

    Bridge bridge() {
        return bridge;
    }

    Pbx pbx() {
        return pbx;
    }

    void restart() {
        calls.clear();
        bridge = null;
    }

    public Optional<ParkedCall> call(int space) {
        return Optional.ofNullable(calls.get(space));
    }

    /** Those who wait, by their spaces. */
    public List<ParkedCall> calls() {
        return List.copyOf(calls.values());
    }
}
