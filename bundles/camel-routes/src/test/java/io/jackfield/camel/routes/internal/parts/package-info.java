/** Classes that tests put into bundles of their own. */
package io.jackfield.camel.routes.internal.parts;
