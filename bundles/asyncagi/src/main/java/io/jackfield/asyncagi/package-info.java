/**
 * AsyncAGI: AGI sessions over a manager connection. Calls that wait in {@code AGI(agi:async,script)} are given to the {@link
 * io.jackfield.agi.AgiHandler} of their script, as those of a FastAGI server are; no second listener, port or firewall rule is
 * needed, but a manager user with {@code read=agi,call} and {@code write=agi,call}.
 */
@Version("1.0.0")
package io.jackfield.asyncagi;

import org.osgi.annotation.versioning.Version;
