package io.jackfield.manager.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jackfield.manager.Headers;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final int MIB = 1024 * 1024;

    private final List<String> frames = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder("T-", view -> frames.add(text(view)));

    static Stream<Path> samples() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aCapturedStreamGivesTheSameFramesHoweverItIsCut(Path sample) {
        byte[] wire = Samples.read(sample);
        List<String> expected = framesByHand(wire);

        assertThat(decoded(wire, wire.length, wire.length)).isEqualTo(expected);
        assertThat(decoded(wire, 1, 1)).isEqualTo(expected);
        for (int longest : new int[] {3, 40, 1500, 70_000}) {
            assertThat(decoded(wire, 1, longest)).isEqualTo(expected);
        }
    }

    @Test
    void theLongRecordingHoldsWhatWasCounted() {
        List<Headers> events = new ArrayList<>();
        FrameDecoder recording = new FrameDecoder("T-", view -> {
            if (view.isNamed(0, "Event")) {
                events.add(view.copy());
            }
        });
        byte[] wire = Samples.read("ami-22/events-recording.txt");
        recording.feed(wire, 0, wire.length);
        TreeSet<String> types = new TreeSet<>();
        events.forEach(event -> types.add(event.value(0)));

        assertThat(events).hasSize(4_433);
        assertThat(types).hasSize(47);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void bothLineEndsEndAMessage(String end) {
        feed("Event: A" + end + "X: 1" + end + end + "Event: B" + end + end);

        assertThat(frames).containsExactly("Event: A" + end + "X: 1" + end, "Event: B" + end);
    }

    @Test
    void lineEndsMayBeMixedWithinOneMessage() {
        feed("Event: Agents\r\nCallStarted: 5\nAgent: 1\r\n\nEvent: B\r\n\r\n");

        assertThat(frames).containsExactly("Event: Agents\r\nCallStarted: 5\nAgent: 1\r\n", "Event: B\r\n");
    }

    @Test
    void strayBlankLinesBetweenMessagesAreNoMessages() {
        feed("\r\n\n\r\nEvent: A\r\n\r\n\r\n\r\n\nEvent: B\r\n\r\n\r\n");

        assertThat(frames).containsExactly("Event: A\r\n", "Event: B\r\n");
    }

    @Test
    void aLineFeedInsideAMessageTextDoesNotMakeAnotherMessage() {
        feed("Response: Error\r\nActionID: 1\r\nMessage: Unable to retrieve endpoint nope\n\r\n\r\nEvent: B\r\n\r\n");

        assertThat(frames)
                .containsExactly(
                        "Response: Error\r\nActionID: 1\r\nMessage: Unable to retrieve endpoint nope\n",
                        "Event: B\r\n");
    }

    @Test
    void aLoneCarriageReturnIsData() {
        feed("Response: Success\r\nActionID: a\rb\r\nX: \r\r\n\r\n");

        assertThat(frames).containsExactly("Response: Success\r\nActionID: a\rb\r\nX: \r\r\n");
    }

    @Test
    void anUnfinishedMessageIsNotHandedOut() {
        feed("Event: A\r\nChannel: PJSIP/al");
        assertThat(frames).isEmpty();

        feed("ice\r\n");
        assertThat(frames).isEmpty();

        feed("\r");
        assertThat(frames).isEmpty();

        feed("\n");
        assertThat(frames).containsExactly("Event: A\r\nChannel: PJSIP/alice\r\n");
    }

    @Test
    void onlyTheGivenStretchOfTheArrayIsRead() {
        byte[] bytes = "xxxEvent: A\n\nyyy".getBytes(ISO_8859_1);
        decoder.feed(bytes, 3, 10);

        assertThat(frames).containsExactly("Event: A\n");
    }

    @Test
    void everyByteIsAllowedInAValue() {
        StringBuilder all = new StringBuilder("Event: UserEvent\r\nBytes: ");
        for (char c = 0; c < 256; c++) {
            if (c != '\n') {
                all.append(c);
            }
        }
        feed(all + "\r\n\r\n");

        assertThat(frames).containsExactly(all + "\r\n");
    }

    @Test
    void aMessageOfManyLinesAndBytesFitsAndSmallOnesFollow() {
        String list = "Response: Success\r\n" + "Output: some line of text\r\n".repeat(200_000);
        for (int i = 0; i < 3; i++) {
            byte[] wire = (list + "\r\nEvent: After\r\n\r\n").getBytes(ISO_8859_1);
            for (int at = 0; at < wire.length; at += 65_536) {
                decoder.feed(wire, at, Math.min(65_536, wire.length - at));
            }
        }
        assertThat(frames).hasSize(6);
        assertThat(frames.get(4)).hasSameSizeAs(list);
        assertThat(frames.get(4).equals(list)).isTrue();
        assertThat(frames.get(5)).isEqualTo("Event: After\r\n");
    }

    @Test
    void aMessageOfEightMebibytesIsTakenAndOneMuchLargerEndsTheStream() {
        String head = "Response: Success\r\nOutput: ";
        feed(head + "x".repeat(8 * MIB - head.length() - 4) + "\r\n\r\n");
        assertThat(frames).hasSize(1);

        feed(head);
        byte[] chunk = "x".repeat(65_536).getBytes(ISO_8859_1);
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int sent = 0; sent < 8 * MIB + chunk.length; sent += chunk.length) {
                        decoder.feed(chunk, 0, chunk.length);
                    }
                })
                .withMessageContaining("exceeds " + 8 * MIB);
        assertThat(frames).hasSize(1);
    }

    @Test
    void theMemoryOfALargeMessageIsGivenBackThoughTheNextHasBegun() throws ReflectiveOperationException {
        Field buffer = FrameDecoder.class.getDeclaredField("buffer");
        buffer.setAccessible(true);
        feed("Response: Success\r\nOutput: " + "x".repeat(4 * MIB));
        assertThat(((byte[]) buffer.get(decoder)).length).isGreaterThan(4 * MIB);

        feed("\r\n\r\nEvent: Next\r\nX: ");
        assertThat(((byte[]) buffer.get(decoder)).length).isLessThan(MIB);

        feed("1\r\n\r\n");
        assertThat(frames).hasSize(2).endsWith("Event: Next\r\nX: 1\r\n");
    }

    @Test
    void manyMessagesInOneLargeChunkAreNotOneLargeMessage() {
        String event = "Event: A\r\nPadding: " + "x".repeat(1000) + "\r\n\r\n";
        int count = 10 * MIB / event.length();
        feed(event.repeat(count));

        assertThat(frames).hasSize(count);
    }

    private void feed(String wire) {
        byte[] bytes = wire.getBytes(ISO_8859_1);
        decoder.feed(bytes, 0, bytes.length);
    }

    /** Feeds in random pieces of these sizes, through one array that is reused as a transport does. */
    private static List<String> decoded(byte[] wire, int shortest, int longest) {
        List<String> frames = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder("T-", view -> frames.add(text(view)));
        Random random = new Random(longest);
        byte[] piece = new byte[Math.max(longest, 1)];
        int at = 0;
        while (at < wire.length) {
            int length = Math.min(wire.length - at, shortest + random.nextInt(longest - shortest + 1));
            System.arraycopy(wire, at, piece, 0, length);
            decoder.feed(piece, 0, length);
            at += length;
        }
        return frames;
    }

    /** The same by another way: text split into lines, lines gathered until an empty one. */
    private static List<String> framesByHand(byte[] wire) {
        List<String> frames = new ArrayList<>();
        StringBuilder frame = new StringBuilder();
        for (String line : new String(wire, ISO_8859_1).split("(?<=\n)")) {
            if (!line.endsWith("\n")) {
                break;
            }
            if (!line.equals("\n") && !line.equals("\r\n")) {
                frame.append(line);
            } else if (!frame.isEmpty()) {
                frames.add(frame.toString());
                frame.setLength(0);
            }
        }
        return frames;
    }

    private static String text(Headers view) {
        return new String(view.copy().toBytes(), ISO_8859_1);
    }
}
