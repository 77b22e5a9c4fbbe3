/**
 * For transports only: what AMI and AJAM implement ({@link io.jackfield.manager.spi.Transport}), what they read their
 * settings with, and the runtime that turns a transport into a connection. Users of connections need nothing from here; it is
 * exported because each transport is a bundle of its own, and what they share must live once.
 */
@Version("1.0.0")
package io.jackfield.manager.spi;

import org.osgi.annotation.versioning.Version;
