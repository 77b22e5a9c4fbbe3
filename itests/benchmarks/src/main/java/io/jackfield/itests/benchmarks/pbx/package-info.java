/**
 * A PBX's manager port reduced to what clients need to log in, which then sends events as fast as they are read, or at a
 * given pace. The events were recorded from real Asterisks.
 */
package io.jackfield.itests.benchmarks.pbx;
