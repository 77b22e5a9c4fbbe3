/**
 * Consumer, producer, type converters and the two kinds of directory: OSGi services, and Camel's registry elsewhere.
 */
package io.jackfield.camel.manager.internal;
