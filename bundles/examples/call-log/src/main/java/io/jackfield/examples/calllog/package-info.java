/**
 * An example: the calls of a PBX as rows of a database. {@code CallLogRoutes} is the route, {@code CallRow} what it takes from
 * an event, {@code CallLogSql} the statements.
 */
package io.jackfield.examples.calllog;
