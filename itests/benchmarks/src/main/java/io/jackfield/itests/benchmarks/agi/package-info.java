/**
 * Benchmarks of FastAGI: Jackfield, asterisk-java and a thread for each session. The servers run in a process of their own, so
 * that its threads and its heap are theirs alone; the calls come from here.
 */
package io.jackfield.itests.benchmarks.agi;
