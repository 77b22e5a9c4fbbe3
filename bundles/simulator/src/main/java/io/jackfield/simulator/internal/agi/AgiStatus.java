package io.jackfield.simulator.internal.agi;

/** How a session ended, as the variable AGISTATUS tells it to the dialplan. */
enum AgiStatus {
    SUCCESS,
    FAILURE,
    HANGUP,
    NOTFOUND
}
