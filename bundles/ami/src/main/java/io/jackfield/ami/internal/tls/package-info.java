/**
 * TLS in a Netty pipeline: the handshake, what is told of its failure, and cutting what is sent into records that Asterisk can
 * read.
 */
package io.jackfield.ami.internal.tls;
