/**
 * The manager interface: login, masks, filters and the way of an action, whatever it came by; and TCP, with the rule that
 * a connection's actions are done strictly one after the other with events only in between.
 */
package io.jackfield.simulator.internal.ami;
