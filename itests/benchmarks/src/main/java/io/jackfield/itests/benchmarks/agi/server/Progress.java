package io.jackfield.itests.benchmarks.agi.server;

/**
 * The sessions of a server so far.
 *
 * @param begun that it took on
 * @param completed whose call logic has come to its end
 */
public record Progress(long begun, long completed) {}
