/**
 * The Camel scheme {@code ami}: events and actions of Asterisk's manager interface over TCP. All it does is in
 * {@link io.jackfield.camel.manager}; here is its name.
 */
@Version("1.0.0")
package io.jackfield.camel.ami;

import org.osgi.annotation.versioning.Version;
