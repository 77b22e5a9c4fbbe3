/**
 * A simulator for each file {@code etc/io.jackfield.simulator-<name>.cfg}: started, published as a service without its
 * configuration, and stopped with it.
 */
package io.jackfield.simulator.internal.karaf;
