package io.jackfield.manager.internal.stream;

import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a list action answered, for all subscriptions that asked.
 *
 * @param incomplete why it is not whole
 */
public record SnapshotList(
        Origin origin, String action, Instant at, List<ManagerEvent> items, Optional<String> incomplete) {}
