/**
 * Connections to Asterisk's manager interface over TCP and TLS. {@link io.jackfield.ami.AmiConnectionFactory} makes them; inside OSGi
 * every configuration of factory PID {@code io.jackfield.ami} becomes one, outside the factory is found by
 * {@link java.util.ServiceLoader}.
 */
@Version("1.0.0")
package io.jackfield.ami;

import org.osgi.annotation.versioning.Version;
