/**
 * How a connection becomes a session: the port, who is let in, the environment, the call and its handler, the ways to end; and the
 * OSGi configuration of a server.
 */
package io.jackfield.fastagi.internal;
