package io.jackfield.itests.benchmarks.pbx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Events as real Asterisks 22 and 16 sent them while calls went through queues, conferences, dials and parking: 908 of them,
 * 563 bytes and 23 headers in the mean. They lie in memory outside the heap, ready to be written. Safe for use by many
 * threads.
 */
public final class RecordedEvents {

    private final ByteBuffer bytes;
    /** Where each event ends, its empty line included. */
    private final int[] ends;

    private RecordedEvents(byte[] recorded) {
        bytes = ByteBuffer.allocateDirect(recorded.length).put(recorded).flip().asReadOnlyBuffer();
        int[] found = new int[recorded.length / 4];
        int count = 0;
        for (int i = 3; i < recorded.length; i++) {
            if (recorded[i] == '\n' && recorded[i - 1] == '\r' && recorded[i - 2] == '\n') {
                found[count++] = i + 1;
            }
        }
        ends = Arrays.copyOf(found, count);
    }

    /** Reads the events that come with this module. */
    public static RecordedEvents load() {
        try (InputStream in = RecordedEvents.class.getResourceAsStream("samples/events.txt")) {
            return new RecordedEvents(
                    Objects.requireNonNull(in, "samples/events.txt").readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the recorded events cannot be read", e);
        }
    }

    int count() {
        return ends.length;
    }

    /** The bytes of the events from one to before another. */
    ByteBuffer slice(int from, int to) {
        int start = from == 0 ? 0 : ends[from - 1];
        return bytes.slice(start, ends[to - 1] - start);
    }
}
