/**
 * The server that Asterisk's {@code AGI(agi://…)} dials. {@link io.jackfield.fastagi.FastAgiServerFactory} makes servers, whose
 * handlers are added in Java; inside OSGi every configuration of factory PID {@code io.jackfield.fastagi} becomes one, and the
 * {@link io.jackfield.agi.AgiHandler} services there get their calls.
 */
@Version("1.0.0")
package io.jackfield.fastagi;

import org.osgi.annotation.versioning.Version;
