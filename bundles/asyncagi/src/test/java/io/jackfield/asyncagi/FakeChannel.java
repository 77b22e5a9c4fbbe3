package io.jackfield.asyncagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A channel as {@code launch_asyncagi} has it: a queue of commands that outlives each execution of the application, and a pipe that
 * is read 1024 bytes at a time. All of it is done at once, in the caller's thread, except while the channel is held.
 */
final class FakeChannel {

    record Queued(String command, String id) {}

    final String uniqueId;
    final List<String> executed = new ArrayList<>();
    private final FakePbx pbx;
    private final Deque<Queued> queue = new ArrayDeque<>();
    private ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    private String name;
    private String data = "";
    private boolean everInAsyncAgi;
    private boolean inAsyncAgi;
    private boolean held;
    private String application = "";
    private int priority = 2;

    FakeChannel(FakePbx pbx, String uniqueId) {
        this.pbx = pbx;
        this.uniqueId = uniqueId;
        this.name = "Local/" + uniqueId;
    }

    /** {@code AGI(agi:async,...)} begins; the environment has all that Asterisk says. */
    synchronized FakeChannel begin(String... arguments) {
        StringBuilder environment = new StringBuilder(
                "agi_request: async\nagi_channel: " + name
                        + "\nagi_language: en\nagi_type: Local\nagi_uniqueid: " + uniqueId
                        + "\nagi_version: 22.10.1\nagi_callerid: 100\nagi_context: default\nagi_extension: 100\nagi_priority: 2\n");
        for (int i = 0; i < arguments.length; i++) {
            environment.append("agi_arg_%d: %s\n".formatted(i + 1, arguments[i]));
        }
        return beginWith(
                "agi:async" + (arguments.length == 0 ? "" : "," + String.join(",", arguments)), environment + "\n");
    }

    synchronized FakeChannel beginWith(String applicationData, String environment) {
        pipe = new ByteArrayOutputStream();
        pipe.writeBytes(environment.getBytes(UTF_8));
        everInAsyncAgi = true;
        inAsyncAgi = true;
        application = "AGI";
        data = applicationData;
        event("AsyncAGIStart", "Env: " + readPipe());
        serve();
        return this;
    }

    /** While held a command runs, or Asterisk is slow; what is queued waits. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        serve();
    }

    /** A command runs another application, as {@code EXEC Dial} does. */
    synchronized void runs(String other) {
        held = true;
        application = other;
    }

    synchronized void backInAgi() {
        application = "AGI";
        release();
    }

    synchronized String queue(String command, String id) {
        if (!everInAsyncAgi) {
            return "Failed to add AGI command to channel " + uniqueId + " queue";
        }
        queue.add(new Queued(command, id));
        return null;
    }

    synchronized void serve() {
        while (inAsyncAgi && !held && !queue.isEmpty()) {
            Queued next = queue.poll();
            executed.add(next.command());
            String result = pbx.result(next.command());
            pipe.writeBytes(result.getBytes(UTF_8));
            event("AsyncAGIExec", "Result: " + readPipe() + "\r\nCommandId: " + next.id());
            boolean failed =
                    result.startsWith("200 result=-1") && !next.command().startsWith("GET DATA");
            if (failed || next.command().equals("ASYNCAGI BREAK")) {
                end();
            }
        }
    }

    /** The application ends, whatever the reason; the queue stays. */
    synchronized void end() {
        if (inAsyncAgi) {
            inAsyncAgi = false;
            application = "";
            event("AsyncAGIEnd", "");
        }
    }

    synchronized void requestHangup() {
        event("SoftHangupRequest", "Cause: 16");
    }

    synchronized void hangUp() {
        requestHangup();
        end();
        everInAsyncAgi = false;
        pbx.channels.remove(uniqueId);
        event("Hangup", "Cause: 16");
    }

    /** The dialplan goes on behind the application. */
    synchronized FakeChannel goOn() {
        priority++;
        return this;
    }

    /** As the manager's {@code Hangup} does it: only behind the end one hears why. */
    synchronized void hangUpByManager() {
        end();
        hangUp();
    }

    synchronized void rename(String newName) {
        pbx.event("Event: Rename\r\nPrivilege: call,all\r\nChannel: " + name + "\r\nNewname: " + newName
                + "\r\nUniqueid: " + uniqueId);
        name = newName;
    }

    synchronized boolean isWaiting() {
        return inAsyncAgi;
    }

    synchronized String status() {
        return "Event: Status\r\nPrivilege: Call\r\n" + snapshot() + "Type: Local\r\nDNID: 4711\r\nApplication: "
                + application + "\r\nData: " + data;
    }

    private void event(String event, String more) {
        pbx.event("Event: " + event + "\r\nPrivilege: agi,all\r\n" + snapshot() + more);
    }

    private String snapshot() {
        return "Channel: " + name
                + "\r\nCallerIDNum: 100\r\nCallerIDName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\n"
                + "Context: default\r\nExten: 100\r\nPriority: " + priority + "\r\nUniqueid: " + uniqueId + "\r\n";
    }

    private String readPipe() {
        byte[] all = pipe.toByteArray();
        byte[] piece = Arrays.copyOf(all, Math.min(all.length, 1024));
        pipe = new ByteArrayOutputStream();
        pipe.writeBytes(Arrays.copyOfRange(all, piece.length, all.length));
        StringBuilder encoded = new StringBuilder();
        for (byte b : piece) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.!~*'()".indexOf(c) >= 0);
            String next = plain ? String.valueOf(c) : "%%%02X".formatted((int) c);
            if (encoded.length() + next.length() > 2047) {
                break;
            }
            encoded.append(next);
        }
        return encoded.toString();
    }
}
