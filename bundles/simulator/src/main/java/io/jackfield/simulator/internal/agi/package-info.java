/**
 * The client side of AGI: the dialplan application that dials a FastAGI server, or waits for commands of the manager
 * interface, and does what it is told there as Asterisk does. Everything happens on the PBX's thread.
 */
package io.jackfield.simulator.internal.agi;
