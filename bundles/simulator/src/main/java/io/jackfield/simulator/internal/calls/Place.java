package io.jackfield.simulator.internal.calls;

/** A place in the dialplan. */
public record Place(String context, String exten, int priority) {}
