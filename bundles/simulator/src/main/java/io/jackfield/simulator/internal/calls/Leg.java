package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Cause;
import io.jackfield.simulator.internal.pbx.Channel;

/** A channel made by dialling, from the moment it is made until whoever dialled it lets it go. */
interface Leg {

    Channel channel();

    /** What was dialled, without the technology. */
    String number();

    /** Gets ready to be called; false if there is nobody to call, then the leg is only to be dropped. */
    boolean prepare();

    /** Calls. What comes of it is told to the owner, maybe before this method returns. */
    void start(Owner owner);

    /** The PBX ends it. The owner is not told. */
    void drop(Cause cause);

    /** Whoever dialled. After {@code failed} and {@code hungUp} it is for the owner to drop the leg. */
    interface Owner {

        void ringing(Leg leg);

        void answered(Leg leg);

        void failed(Leg leg, Failure failure);

        /** The far side, or somebody else, wants this leg to end. */
        void hungUp(Leg leg, Cause cause);

        /** Somebody wants this leg for something else; false if it was not answered yet. Otherwise it is not the owner's any more. */
        boolean released(Leg leg);
    }
}
