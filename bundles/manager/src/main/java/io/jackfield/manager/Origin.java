package io.jackfield.manager;

/**
 * Where events were received.
 *
 * @param connection name of the connection
 * @param epoch identifies one login; unique over nodes and restarts
 */
public record Origin(String connection, String epoch) {}
