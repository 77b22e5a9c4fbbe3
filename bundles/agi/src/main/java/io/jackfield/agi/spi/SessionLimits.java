package io.jackfield.agi.spi;

import java.time.Duration;

/**
 * What a transport allows on a session.
 *
 * @param lineBytes the longest line without its line feed: 2046 is safe for every Asterisk, 8190 for 20.16, 21.11, 22.6, 23 and
 *     later; AsyncAGI has limits of its own
 * @param queuedCommands how many commands may wait for the one that runs
 * @param margin what a command's default deadline has on top of its own time
 */
public record SessionLimits(int lineBytes, int queuedCommands, Duration margin) {

    /** For every version of Asterisk. */
    public static final SessionLimits DEFAULT = new SessionLimits(2046, 64, Duration.ofSeconds(30));
}
