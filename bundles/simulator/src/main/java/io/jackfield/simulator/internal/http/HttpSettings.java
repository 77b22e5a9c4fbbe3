package io.jackfield.simulator.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How the HTTP server behaves.
 *
 * @param keepAlive how long a connection may stay without a request; zero closes it after each answer
 * @param inactivity how long a client may make a pause within a request
 * @param writeTimeout how long a client may leave what is sent to it unread
 * @param clock what answers are dated with
 */
public record HttpSettings(Duration keepAlive, Duration inactivity, Duration writeTimeout, Supplier<Instant> clock) {}
