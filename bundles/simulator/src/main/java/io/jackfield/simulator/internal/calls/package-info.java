/**
 * How calls come about: telephones and the people at them, the dialplan with its applications, legs that are dialled,
 * queues, and made-up traffic. Everything here works on the PBX's thread.
 */
package io.jackfield.simulator.internal.calls;
