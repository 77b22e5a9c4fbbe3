/**
 * The manager interface: accepting connections, login, masks and filters, and the rule that a session's actions are
 * done strictly one after the other with events only in between.
 */
package io.jackfield.simulator.internal.ami;
