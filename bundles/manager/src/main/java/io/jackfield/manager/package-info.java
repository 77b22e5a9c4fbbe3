/**
 * The Asterisk manager interface as seen by its users, whatever the transport: messages, actions, connections, and
 * subscriptions to the stream of events. Nothing here does I/O; a transport (AMI over TCP, AJAM over HTTP) provides
 * {@link io.jackfield.manager.ManagerConnection} through {@link io.jackfield.manager.ManagerConnectionFactory}.
 */
@Version("1.0.0")
package io.jackfield.manager;

import org.osgi.annotation.versioning.Version;
