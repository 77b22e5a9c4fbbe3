package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineFeedsTest {

    /** Bytes next to LF are the ones that a trick with eight at a time gets wrong. */
    @Property
    void findsWhatLookingAtEachByteFinds(
            @ForAll @Size(max = 40) @ByteRange(min = 8, max = 13) byte[] bytes, @ForAll @IntRange(max = 20) int from) {
        verify(bytes, Math.min(from, bytes.length), bytes.length);
        verify(bytes, 0, Math.max(0, bytes.length - from));
    }

    @Property
    void findsItAmongBytesOfAnyKind(@ForAll @Size(max = 40) byte[] bytes) {
        verify(bytes, 0, bytes.length);
    }

    private static void verify(byte[] bytes, int from, int to) {
        int expected = from;
        while (expected < to && bytes[expected] != '\n') {
            expected++;
        }
        assertThat(LineFeeds.next(bytes, from, to)).isEqualTo(expected < to ? expected : -1);
    }
}
