/**
 * The Camel schemes {@code fastagi} and {@code asyncagi}, whose consumers make an exchange of each call that runs {@code AGI()},
 * and {@code agi}, whose producers execute a command on the call at hand. Components, endpoints, their options and header names;
 * a route needs nothing else.
 */
@Version("1.0.0")
package io.jackfield.camel.fastagi;

import org.osgi.annotation.versioning.Version;
