/**
 * What the Camel schemes {@code ami} and {@code ajam} share: component, endpoint and header names. An endpoint never holds a
 * connection; it asks the {@link io.jackfield.camel.manager.ConnectionDirectory}, so connections may come and go while routes
 * run.
 */
@Version("1.0.0")
package io.jackfield.camel.manager;

import org.osgi.annotation.versioning.Version;
