/**
 * The calls of each connection that wait in {@code AGI(agi:async)}: how they are found, commanded one command at a time, let go
 * and found again after a gap in the events. All decisions are made on one thread that never blocks.
 */
package io.jackfield.asyncagi.internal;
