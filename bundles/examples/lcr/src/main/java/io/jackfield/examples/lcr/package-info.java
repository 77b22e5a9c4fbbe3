/**
 * An example: least-cost routing. {@code LcrRoutes} is the routes, {@code LcrSql} the statements, {@code Lookup} what they ask for:
 * a number by the {@code NumberPlan} and a moment. {@code RateFiles} takes in what carriers cost.
 */
package io.jackfield.examples.lcr;
