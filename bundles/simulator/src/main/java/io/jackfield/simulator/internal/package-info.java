/** Puts the parts of the simulator together and gives them the face of the public interfaces. */
package io.jackfield.simulator.internal;
