package io.jackfield.simulator.internal.ami;

import java.time.Duration;
import java.util.List;

/**
 * How the manager interface behaves.
 *
 * @param loginDelay how long a refused login waits for its answer
 * @param authTimeout how long a connection may stay without a login
 * @param writeTimeout how long a client may leave what is sent to it unread
 */
public record AmiSettings(List<User> users, Duration loginDelay, Duration authTimeout, Duration writeTimeout) {

    public AmiSettings {
        users = List.copyOf(users);
    }
}
