/**
 * The state of the PBX: channels, bridges, devices, database, variables, and the events that each change of it raises.
 * Confined to one thread; who places calls and who listens to events is not known here.
 */
package io.jackfield.simulator.internal.pbx;
