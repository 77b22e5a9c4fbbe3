/**
 * Connections to Asterisk's manager interface over HTTP and HTTPS. {@link io.jackfield.ajam.AjamConnectionFactory} makes them; inside
 * OSGi every configuration of factory PID {@code io.jackfield.ajam} becomes one, outside the factory is found by
 * {@link java.util.ServiceLoader}.
 */
@Version("1.0.0")
package io.jackfield.ajam;

import org.osgi.annotation.versioning.Version;
