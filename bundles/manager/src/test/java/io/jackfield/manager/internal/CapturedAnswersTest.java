package io.jackfield.manager.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventList;
import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.spi.Link;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real PBXs answered to some ninety actions, each brought to its end. */
class CapturedAnswersTest {

    private static final Pattern ID = Pattern.compile("ActionID: (\\S+)\r\n");
    /** Sends no response at all. */
    private static final String SILENT = "IAXnetstats.txt";
    /** Whose ListItems is a constant. */
    private static final Set<String> MISCOUNTED =
            Set.of("DBGetTree.txt", "empty-DBGetTree.txt", "VoicemailUserStatus.txt");

    private final ManualTime time = new ManualTime();
    private final PendingActions pending = new PendingActions(TestEvents.ORIGIN, "jf-1234-", time);
    private final List<String> ids = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();

    static Stream<Path> answers() {
        return Samples.answers().stream().filter(file -> !file.endsWith(SILENT));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void completesItsActionWithEverythingThatBelongsToIt(Path sample) {
        CompletableFuture<EventList> result = pending.send(
                new RecordingLink(ids), ManagerAction.of("X"), Duration.ofSeconds(10), AnswerShape.LIST, Runnable::run);
        String wire = new String(Samples.read(sample), ISO_8859_1);
        Matcher id = ID.matcher(wire);
        String asked = id.find() ? id.group(1) : "none";
        byte[] bytes = wire.replace("ActionID: " + asked + "\r\n", "ActionID: " + ids.get(0) + "\r\n")
                .getBytes(ISO_8859_1);
        new FrameDecoder("T-", this::frame).feed(bytes, 0, bytes.length);

        assertThat(result).isCompleted();
        assertThat(pending.size()).isZero();
        assertThat(strays)
                .as("events of the answer taken for events of the PBX")
                .isEmpty();
        EventList answer = result.join();
        assertThat(answer.isList()).isEqualTo(wire.toLowerCase().contains("eventlist: start"));
        if (answer.isList() && !MISCOUNTED.contains(sample.getFileName().toString())) {
            assertThat(answer.items()).hasSize(Integer.parseInt(listItems(answer)));
        }
    }

    private static String listItems(EventList answer) {
        return answer.complete().orElseThrow().get("ListItems");
    }

    private void frame(Headers view) {
        if (view.isNamed(0, "Response")) {
            pending.response(view);
        } else if (pending.kindOf(view) == PendingActions.EventKind.LIST_ITEM) {
            pending.listItem(new ManagerEvent(view.copy(), TestEvents.ORIGIN, 1));
        } else {
            strays.add(view.toString());
        }
    }

    private record RecordingLink(List<String> ids) implements Link {

        @Override
        public boolean send(ManagerAction action, String actionId, Duration patience) {
            ids.add(actionId);
            return true;
        }

        @Override
        public void close() {}
    }
}
