/** Rules about the bundles as they are built: who may know whom, and what a jar must and must not hold. */
package io.jackfield.itests.architecture;
