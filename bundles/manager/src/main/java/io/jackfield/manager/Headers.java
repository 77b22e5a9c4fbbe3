package io.jackfield.manager;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header lines of one manager message: ordered, case-insensitive in their names, any of them repeated.
 *
 * <p>The bytes stay as they came from the PBX; a name or value becomes a String when it is asked for. Bytes that are not
 * UTF-8 read as the replacement character. Lines without a colon are kept: their name is empty and the whole line is
 * the value. Immutable and safe for use by many threads.
 */
public final class Headers {

    private final byte[] bytes;
    /** Offset of each line, then the end of the last one; line ends belong to the line before them. */
    private final int[] lines;

    private final int count;

    private Headers(byte[] bytes, int[] lines, int count) {
        this.bytes = bytes;
        this.lines = lines;
        this.count = count;
    }

    /**
     * A view of lines in a buffer that somebody else owns and will reuse: valid during the call that hands it out,
     * {@link #copy()} keeps it.
     *
     * @param lines offset of each of the {@code count} lines and, after them, the end of the last one
     */
    public static Headers view(byte[] buffer, int[] lines, int count) {
        return new Headers(buffer, lines, count);
    }

    /** Reads header lines separated by LF or CRLF, up to the end of the text; empty lines are skipped. */
    public static Headers parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] kept = new byte[bytes.length + 2];
        List<Integer> starts = new ArrayList<>();
        int end = 0;
        for (String line : text.split("\r?\n")) {
            if (!line.isEmpty()) {
                starts.add(end);
                byte[] encoded = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
                if (end + encoded.length > kept.length) {
                    kept = Arrays.copyOf(kept, (end + encoded.length) * 2);
                }
                System.arraycopy(encoded, 0, kept, end, encoded.length);
                end += encoded.length;
            }
        }
        int[] lines = new int[starts.size() + 1];
        for (int i = 0; i < starts.size(); i++) {
            lines[i] = starts.get(i);
        }
        lines[starts.size()] = end;
        return new Headers(kept, lines, starts.size()).copy();
    }

    /** These headers in memory of their own, no larger than needed. */
    public Headers copy() {
        int start = lines[0];
        byte[] own = Arrays.copyOfRange(bytes, start, lines[count]);
        int[] offsets = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            offsets[i] = lines[i] - start;
        }
        return new Headers(own, offsets, count);
    }

    /** The number of header lines. */
    public int size() {
        return count;
    }

    /** The number of bytes on the wire, line ends included. */
    public int length() {
        return lines[count] - lines[0];
    }

    /** The value of the first header of that name, or null. */
    public String get(String name) {
        int i = indexOf(name);
        return i < 0 ? null : value(i);
    }

    /** The values of all headers of that name, in order; empty if there is none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                values.add(value(i));
            }
        }
        return values;
    }

    /** The position of the first header of that name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the header at this position has this name, ignoring case as Asterisk does. */
    public boolean isNamed(int index, String name) {
        int at = lines[index];
        int end = lines[index + 1];
        for (int i = 0; i < name.length(); i++, at++) {
            char c = name.charAt(i);
            if (c > 127) {
                return name.equalsIgnoreCase(name(index));
            }
            if (at == end || Glob.lower(bytes[at]) != Glob.lower((byte) c)) {
                return false;
            }
        }
        return name.isEmpty() ? name(index).isEmpty() : at < end && bytes[at] == ':';
    }

    /** The name of the header at this position as Asterisk spelt it; empty for a line without a colon. */
    public String name(int index) {
        int colon = colon(index);
        return colon < 0 ? "" : text(lines[index], colon);
    }

    /** The value of the header at this position: one blank after the colon is dropped, everything else is kept. */
    public String value(int index) {
        return text(valueStart(index), valueEnd(index));
    }

    /** Whether the value of the header at this position is exactly this text; makes no String of it. */
    public boolean valueIs(int index, String ascii) {
        int start = valueStart(index);
        return valueEnd(index) - start == ascii.length() && matches(start, ascii);
    }

    /** Whether the value of the header at this position ends in this text; makes no String of it. */
    public boolean valueEndsWith(int index, String ascii) {
        int start = valueEnd(index) - ascii.length();
        return start >= valueStart(index) && matches(start, ascii);
    }

    private boolean matches(int start, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The whole line at this position, without its end. */
    public String line(int index) {
        return text(lines[index], valueEnd(index));
    }

    boolean valueMatches(int index, Glob glob) {
        return glob.matches(bytes, valueStart(index), valueEnd(index));
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private int colon(int index) {
        for (int i = lines[index]; i < lines[index + 1]; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    private int valueStart(int index) {
        int colon = colon(index);
        if (colon < 0) {
            return lines[index];
        }
        int start = colon + 1;
        return start < valueEnd(index) && bytes[start] == ' ' ? start + 1 : start;
    }

    private int valueEnd(int index) {
        int start = lines[index];
        int end = lines[index + 1];
        if (end > start && bytes[end - 1] == '\n') {
            end--;
        }
        return end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /**
     * Name to value in wire order; a name that repeats, in whatever case, is there once, as first spelt, and has a
     * {@code List<String>}. Lines without a colon are under the empty name.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(count * 2);
        Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, List<String>> repeated = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String written = name(i);
            String first = spelling.putIfAbsent(written, written);
            if (first == null) {
                map.put(written, value(i));
                continue;
            }
            List<String> values = repeated.get(first);
            if (values == null) {
                values = new ArrayList<>();
                values.add((String) map.put(first, values));
                repeated.put(first, values);
            }
            values.add(value(i));
        }
        return map;
    }

    /** The lines as they were on the wire, without the empty line that ends a message. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, lines[0], lines[count]);
    }

    @Override
    public String toString() {
        return text(lines[0], lines[count]);
    }
}
