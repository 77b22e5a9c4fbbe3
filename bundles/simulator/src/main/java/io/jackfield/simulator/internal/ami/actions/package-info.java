/**
 * The actions of the manager interface, in classes by subject. Each method answers one action with the headers, the
 * order and the texts of Asterisk 22.
 */
package io.jackfield.simulator.internal.ami.actions;
