/**
 * Benchmarks of the manager interface: Jackfield, asterisk-java, camel-asterisk and a plain line reader as clients of the
 * same fake PBX, each behind the interface {@code Client}.
 */
package io.jackfield.itests.benchmarks.ami;
