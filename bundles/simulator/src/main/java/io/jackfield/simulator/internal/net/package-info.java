/** Sockets: where to listen, and how what goes to a client is kept back, bounded or broken off. Knows no protocol. */
package io.jackfield.simulator.internal.net;
