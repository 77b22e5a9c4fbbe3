/** The few commands of Asterisk's command line that the simulator has, for the action Command, in classes by subject. */
package io.jackfield.simulator.internal.cli;
