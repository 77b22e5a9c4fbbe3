/**
 * The only code of our own in this bundle: it starts Camel's extender and sees to it that no second Camel core is resolved in the
 * same framework. Everything else in the jar is Camel, unchanged.
 */
package io.jackfield.camel.core.internal;
