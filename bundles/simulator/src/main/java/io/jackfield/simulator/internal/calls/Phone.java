package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.PhoneBehaviour;
import io.jackfield.simulator.internal.pbx.Party;

/** A telephone at the PBX and what its owner does, by default, when it rings. */
public record Phone(String number, String name, PhoneBehaviour behaviour) {

    static final String TECHNOLOGY = "PJSIP";

    public String device() {
        return TECHNOLOGY + "/" + number;
    }

    Party party() {
        return new Party(number, name);
    }
}
