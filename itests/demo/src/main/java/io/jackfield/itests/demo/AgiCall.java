package io.jackfield.itests.demo;

/**
 * A call to the IVR that is over.
 *
 * @param id the Uniqueid of its channel
 * @param agiStatus how the PBX saw {@code AGI()} end; empty if it did not
 */
record IvrCall(String id, IvrCaller caller, String agiStatus) {}
