/**
 * TLS to a PBX: reading keys and certificates from files, checking the PBX's certificate and saying what is wrong with it, and
 * cutting what is sent into records that Asterisk can read.
 */
package io.jackfield.ami.internal.tls;
