/**
 * The Asterisk Gateway Interface as seen by those who write call logic, whatever the transport: what Asterisk says about a
 * call ({@link io.jackfield.agi.AgiRequest}), the commands and their replies, the session that carries them, and the handler
 * that is called for a script. Nothing here does I/O; FastAGI and AsyncAGI provide {@link io.jackfield.agi.AgiSession}.
 */
@Version("1.0.0")
package io.jackfield.agi;

import org.osgi.annotation.versioning.Version;
