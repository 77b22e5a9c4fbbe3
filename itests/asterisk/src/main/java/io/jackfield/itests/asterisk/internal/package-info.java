/**
 * What the fixture is made of: the configuration files and how they are filled in, free ports, the process with its namespaces,
 * the console and a manager login. Nobody outside the fixture needs these.
 */
package io.jackfield.itests.asterisk.internal;
