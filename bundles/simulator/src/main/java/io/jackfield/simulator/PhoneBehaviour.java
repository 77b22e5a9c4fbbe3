package io.jackfield.simulator;

/** What the owner of a telephone does when it is called. */
public enum PhoneBehaviour {
    /** Lets it ring for a moment, answers, talks for a while and hangs up. */
    ANSWERS,
    /** Is busy. */
    BUSY,
    /** Lets it ring. */
    NO_ANSWER
}
