package io.jackfield.itests.demo;

/**
 * A call into {@code AGI()} that is over.
 *
 * @param id the Uniqueid of its channel
 * @param agiStatus how the PBX saw {@code AGI()} end; empty if it did not
 */
record AgiCall(String id, Caller caller, String agiStatus) {}
