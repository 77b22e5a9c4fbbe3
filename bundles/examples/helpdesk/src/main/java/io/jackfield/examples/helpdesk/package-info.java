/**
 * An example: a case in a helpdesk for each call that arrives. The routes are {@code OSGI-INF/camel/helpdesk.camel.yaml};
 * {@code Outage} says for them, once, what they wait for. {@code Helpdesk} is a helpdesk to try them with, and {@code
 * Cases} its table.
 */
package io.jackfield.examples.helpdesk;
