/**
 * An example: the calls of a PBX as rows of a database. {@code CallLogRoutes} is the route, {@code CallRow} what it takes from
 * an event, {@code CallLogSql} the statements, {@code Database} tells when it is away.
 */
package io.jackfield.examples.calllog;
