package io.jackfield.simulator.internal.ajam;

import java.time.Duration;

/**
 * How the manager interface over HTTP behaves.
 *
 * @param prefix what all paths begin with, "" or as {@code /asterisk}
 * @param sessionTimeout how long a session lasts without a request
 * @param keepAlive how long an HTTP connection may stay without a request
 */
public record AjamSettings(String prefix, Duration sessionTimeout, Duration keepAlive) {}
