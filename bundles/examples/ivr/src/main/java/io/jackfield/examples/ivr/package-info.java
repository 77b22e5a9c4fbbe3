/**
 * An example: an IVR that asks for a PIN, looks it up in a database and routes the call. {@code IvrRoutes} is the routes, {@code
 * IvrSql} the statements.
 */
package io.jackfield.examples.ivr;
