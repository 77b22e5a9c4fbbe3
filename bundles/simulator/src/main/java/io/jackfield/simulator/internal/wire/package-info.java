/**
 * The bytes: how a request is cut out of what a client sends, with the limits and quirks of the real thing, and how a
 * block is written. Knows nothing of calls.
 */
package io.jackfield.simulator.internal.wire;
