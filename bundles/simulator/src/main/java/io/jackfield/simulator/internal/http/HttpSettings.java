package io.jackfield.simulator.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How the HTTP server behaves.
 *
 * @param keepAlive how long a connection may stay without a request; zero closes it after each answer
 * @param inactivity how long a client may make a pause within a request, or leave what is sent to it unread: the
 *     {@code writetimeout} of a manager user is for TCP alone
 * @param clock what answers are dated with
 */
public record HttpSettings(Duration keepAlive, Duration inactivity, Supplier<Instant> clock) {}
