/**
 * The way of an event from the reader to a listener: the hub tests it against every subscription, a bounded queue sheds by
 * policy and keeps the accounts, lanes keep the order of each channel when several workers deliver. Nothing here knows of a
 * wire; what a subscription needs from the PBX is said as {@link io.jackfield.manager.internal.stream.EventNeeds}.
 */
package io.jackfield.manager.internal.stream;
