/**
 * For transports only: what FastAGI and AsyncAGI share. Encoder and decoders of the protocol, the sequence of commands that
 * makes a session out of a {@link io.jackfield.agi.spi.AgiLink}, and the registry that finds the handler of a script. Handlers
 * and routes need nothing from here; it is exported because each transport is a bundle of its own.
 */
@Version("1.0.0")
package io.jackfield.agi.spi;

import org.osgi.annotation.versioning.Version;
