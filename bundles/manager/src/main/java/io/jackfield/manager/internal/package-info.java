/**
 * The engine behind every {@link io.jackfield.manager.ManagerConnection}. {@code Lifecycle} decides over its life on the
 * runtime's timer thread; {@code Session} is one login and takes the PBX's bytes apart on the transport's reader thread;
 * {@code EventHub} hands events to {@code StreamSubscription}s, each with a bounded {@code EventQueue} of its own.
 */
package io.jackfield.manager.internal;
