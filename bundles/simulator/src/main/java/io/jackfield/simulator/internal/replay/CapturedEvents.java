package io.jackfield.simulator.internal.replay;

import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.PublishedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The events in the bytes that a client received of a manager interface. What was said to that client alone is passed over: the
 * greeting, responses and items of lists, none of which has a privilege, but for the items of Status, which end otherwise.
 */
final class CapturedEvents {

    private static final int LARGEST_BLOCK = 1 << 20;
    /** What the greeting begins with, and no header that a block begins with. */
    private static final byte GREETING = 'A';

    private static final String EVERYBODY = ",all";

    /**
     * One event.
     *
     * @param raised when it was, if it says so
     */
    record CapturedEvent(PublishedEvent event, Optional<Instant> raised) {}

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private byte[] block = new byte[4096];
    private int length;

    /** @param in is read in small pieces */
    CapturedEvents(InputStream in) {
        this.in = in;
    }

    /** The next event; empty at the end. An event that the end cuts short is passed over. */
    Optional<CapturedEvent> next() throws IOException {
        for (Optional<String> block = block(); block.isPresent(); block = block()) {
            Optional<CapturedEvent> event = event(block.get());
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    /** The lines up to an empty one, with their ends; empty at the end. */
    private Optional<String> block() throws IOException {
        length = 0;
        int lineStart = 0;
        while (readLine()) {
            boolean emptyLine = length - lineStart <= 2 && block[lineStart] <= '\r';
            if (emptyLine && lineStart > 0) {
                return Optional.of(new String(block, 0, lineStart, StandardCharsets.ISO_8859_1));
            }
            if (emptyLine || lineStart == 0 && block[0] == GREETING) {
                length = 0;
            }
            lineStart = length;
        }
        return Optional.empty();
    }

    /** Puts the next line, with its end, behind what is in the block; false if there is no whole one. */
    private boolean readLine() throws IOException {
        while (true) {
            int start = next;
            while (next < end) {
                if (buffer[next++] == '\n') {
                    append(start);
                    return true;
                }
            }
            append(start);
            next = 0;
            end = in.read(buffer);
            if (end < 0) {
                end = 0;
                return false;
            }
        }
    }

    private void append(int start) throws IOException {
        int more = next - start;
        if (length + more > LARGEST_BLOCK) {
            throw new IOException(
                    "This is no captured manager session: there is no empty line in " + LARGEST_BLOCK + " bytes of it");
        }
        if (length + more > block.length) {
            block = Arrays.copyOf(block, Math.max(length + more, 2 * block.length));
        }
        System.arraycopy(buffer, start, block, length, more);
        length += more;
    }

    private static Optional<CapturedEvent> event(String block) {
        String privilege = header(block, "Privilege");
        if (!block.startsWith("Event: ") || !privilege.endsWith(EVERYBODY) && !privilege.equals("<none>")) {
            return Optional.empty();
        }
        String classes =
                privilege.equals("<none>") ? "" : privilege.substring(0, privilege.length() - EVERYBODY.length());
        PublishedEvent event = new PublishedEvent(header(block, "Event"), EventClass.ofList(classes), block);
        return Optional.of(new CapturedEvent(event, time(header(block, "Timestamp"))));
    }

    /** The value of the first line with this header, "" if there is none. */
    private static String header(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ": "))
                .findFirst()
                .map(line -> line.substring(name.length() + 2))
                .orElse("");
    }

    private static Optional<Instant> time(String timestamp) {
        try {
            BigDecimal micros = new BigDecimal(timestamp).movePointRight(6);
            return Optional.of(Instant.EPOCH.plus(Duration.ofNanos(Math.multiplyExact(micros.longValue(), 1000L))));
        } catch (NumberFormatException | ArithmeticException none) {
            return Optional.empty();
        }
    }
}
