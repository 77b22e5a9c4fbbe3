package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Technology;

/** What the channels of telephones have in common, whichever side began. */
public interface PhoneTechnology extends Technology {

    @Override
    default String type() {
        return Phone.TECHNOLOGY;
    }

    @Override
    default String format() {
        return "ulaw";
    }

    @Override
    default String techCause(Cause cause) {
        return cause.sipStatus();
    }

    @Override
    default Cause defaultCause() {
        return Cause.NORMAL;
    }
}
