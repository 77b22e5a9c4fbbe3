/**
 * How a call becomes an exchange and a command a step of its route; where calls come from inside OSGi and elsewhere; type
 * converters, health and the developers' console.
 */
package io.jackfield.camel.fastagi.internal;
