/** The FastAGI servers under test and the process that they run in, which is told by its standard input what to do. */
package io.jackfield.itests.benchmarks.agi.server;
