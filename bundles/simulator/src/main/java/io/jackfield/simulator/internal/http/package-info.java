/**
 * The HTTP server of the PBX as Asterisk's own behaves, down to its limits, its oddities and the bytes of its answers.
 * Knows nothing of the manager interface. It stands on Netty's sockets and reads requests itself. The server in the JDK
 * spells and orders header fields its own way, has limits and timeouts for the whole process only, and threads besides
 * the PBX's one. Netty's HTTP codec counts all headers together where Asterisk counts each line, does more for a client than
 * Asterisk does, and would be two more bundles for everybody who installs a simulator.
 */
package io.jackfield.simulator.internal.http;
