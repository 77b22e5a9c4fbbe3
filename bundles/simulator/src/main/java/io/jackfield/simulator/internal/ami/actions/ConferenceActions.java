package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.Conference;
import io.jackfield.simulator.internal.calls.ConferenceMember;
import io.jackfield.simulator.internal.calls.Conferences;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.Optional;
import java.util.function.Consumer;

/** Conferences and who is in them. */
public final class ConferenceActions {

    private final Switchboard board;
    private final Conferences conferences;

    public ConferenceActions(Switchboard board) {
        this.board = board;
        conferences = board.conferences();
    }

    public void addTo(ActionTable table) {
        table.add("ConfbridgeList", "List participants in a conference.", this::list, EventClass.REPORTING);
        table.add("ConfbridgeListRooms", "List active conferences.", this::listRooms, EventClass.REPORTING);
        table.add(
                "ConfbridgeMute",
                "Mute a Confbridge user.",
                request -> member(request, member -> mute(request, member, true)),
                EventClass.CALL);
        table.add(
                "ConfbridgeUnmute",
                "Unmute a Confbridge user.",
                request -> member(request, member -> mute(request, member, false)),
                EventClass.CALL);
        table.add(
                "ConfbridgeKick",
                "Kick a Confbridge user.",
                request -> member(request, member -> {
                    request.success("User kicked");
                    member.kick();
                }),
                EventClass.CALL);
        table.add("ConfbridgeLock", "Lock a Confbridge conference.", request -> lock(request, true), EventClass.CALL);
        table.add(
                "ConfbridgeUnlock",
                "Unlock a Confbridge conference.",
                request -> lock(request, false),
                EventClass.CALL);
    }

    private void list(Request request) {
        conference(request).ifPresent(conference -> {
            EventList list = request.list("Confbridge user list will follow");
            for (ConferenceMember member : conference.members()) {
                list.send(list.item("ConfbridgeList")
                        .header("Conference", conference.name())
                        .header("Admin", "No")
                        .header("MarkedUser", "No")
                        .header("WaitMarked", "No")
                        .header("EndMarked", "No")
                        .header("EndMarkedAny", "No")
                        .header("Waiting", "No")
                        .header("Muted", yes(member.isMuted()))
                        .header("Talking", "No")
                        .header("AnsweredTime", member.answered().toSeconds())
                        .headers(Descriptions.of(board.pbx(), member.channel())));
            }
            list.complete("ConfbridgeListComplete");
        });
    }

    private void listRooms(Request request) {
        if (conferences.all().isEmpty()) {
            request.error("No active conferences.");
            return;
        }
        EventList list = request.list("Confbridge conferences will follow");
        for (Conference conference : conferences.all()) {
            list.send(list.item("ConfbridgeListRooms")
                    .header("Conference", conference.name())
                    .header("Parties", conference.members().size())
                    .header("Marked", 0)
                    .header("Locked", yes(conference.isLocked()))
                    .header("Muted", "No"));
        }
        list.complete("ConfbridgeListRoomsComplete");
    }

    private static void mute(Request request, ConferenceMember member, boolean mute) {
        request.success(mute ? "User muted" : "User unmuted");
        member.mute(mute);
    }

    private void lock(Request request, boolean lock) {
        conference(request).ifPresent(conference -> {
            conference.lock(lock);
            request.success(lock ? "Conference locked" : "Conference unlocked");
        });
    }

    /** The conference that is asked for; without one, the error has been sent. */
    private Optional<Conference> conference(Request request) {
        String name = request.header("Conference");
        Optional<Conference> conference = conferences.find(name);
        if (name.isEmpty()) {
            request.error("No Conference name provided.");
        } else if (conferences.all().isEmpty()) {
            request.error("No active conferences.");
        } else if (conference.isEmpty()) {
            request.error("No Conference by that name found.");
        }
        return conference;
    }

    private void member(Request request, Consumer<ConferenceMember> deed) {
        if (!request.header("Conference").isEmpty() && request.header("Channel").isEmpty()) {
            request.error("No channel name provided.");
            return;
        }
        conference(request).ifPresent(conference -> conference
                .member(request.header("Channel"))
                .ifPresentOrElse(deed, () -> request.error("No Channel by that name found in Conference.")));
    }

    private static String yes(boolean flag) {
        return flag ? "Yes" : "No";
    }
}
