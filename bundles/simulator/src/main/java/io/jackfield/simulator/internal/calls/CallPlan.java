package io.jackfield.simulator.internal.calls;

/** What the people on one call do. */
interface CallPlan {

    /** A telephone is being called. */
    void called(PhoneLeg leg);

    /** Its owner has been put through to the caller. */
    void talking(PhoneLeg leg);
}
