/**
 * A real Asterisk for tests. {@link io.jackfield.itests.asterisk.PbxUnderTest} says from {@code -Dpbx} which ones a test may use,
 * {@link io.jackfield.itests.asterisk.Asterisk} configures, starts, kills and restarts them, each in a folder and on loopback
 * ports of its own, and {@link io.jackfield.itests.asterisk.CallGenerator} places calls through them.
 */
package io.jackfield.itests.asterisk;
