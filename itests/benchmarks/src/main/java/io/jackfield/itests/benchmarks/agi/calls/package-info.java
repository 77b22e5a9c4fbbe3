/**
 * Asterisk's side of many FastAGI sessions on few threads: it dials, sends the environment, and answers what it is told to do.
 */
package io.jackfield.itests.benchmarks.agi.calls;
