package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Controller;

/** Puts whoever dialled a leg in charge of its channel. */
record LegControl(Leg leg, Leg.Owner owner) implements Controller {

    @Override
    public void hangUp(Cause cause) {
        owner.hungUp(leg, cause);
    }

    @Override
    public boolean release() {
        return owner.released(leg);
    }
}
