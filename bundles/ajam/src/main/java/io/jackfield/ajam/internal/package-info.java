/**
 * The manager interface over HTTP: how actions become POST requests and answers become manager messages, how a login is kept by
 * cookie or by digest, how events are fetched by WaitEvent and take their place among the answers, and the OSGi configuration of a
 * connection.
 */
package io.jackfield.ajam.internal;
