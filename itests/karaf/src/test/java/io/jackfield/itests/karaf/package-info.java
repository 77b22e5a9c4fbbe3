/**
 * Tests inside the assembled Karaf. {@code JackfieldContainer} describes the container to Pax Exam and starts the PBX beside
 * it; {@code Operator} does in a test what operators do: edit files in {@code etc/} and {@code deploy/} and read the log.
 */
package io.jackfield.itests.karaf;
