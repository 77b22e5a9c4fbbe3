/**
 * The Camel scheme {@code ajam}: events and actions of Asterisk's manager interface over HTTP. All it does is in
 * {@link io.jackfield.camel.manager}; here is its name.
 */
@Version("1.0.0")
package io.jackfield.camel.ajam;

import org.osgi.annotation.versioning.Version;
