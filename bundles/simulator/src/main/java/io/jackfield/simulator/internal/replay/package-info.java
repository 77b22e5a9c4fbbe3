/** Plays the events of a captured manager session again: reads them with bounded memory and hands them on when they are due. */
package io.jackfield.simulator.internal.replay;
