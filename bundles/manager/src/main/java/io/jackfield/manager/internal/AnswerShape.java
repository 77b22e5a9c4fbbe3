package io.jackfield.manager.internal;

import io.jackfield.manager.Headers;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.ManagerResponse;
import java.util.Locale;
import java.util.Set;

/**
 * What follows the response to an action: nothing, or a list that says where it begins ({@code EventList: start}) and where it
 * ends ({@code EventList: Complete}), or one of the exceptions to that rule. Read from Asterisk's action handlers.
 */
enum AnswerShape {
    /** A list if the response says so, as it is since Asterisk 13. */
    LIST {
        @Override
        boolean isFollowedByEvents(ManagerResponse response) {
            return response.opensList();
        }

        @Override
        boolean isEndedBy(ManagerEvent event, ManagerResponse response) {
            return closesList(event.headers());
        }
    },
    /** One that older versions announce in words only, and close with an event whose name ends in {@code Complete}. */
    OLD_LIST {
        @Override
        boolean isFollowedByEvents(ManagerResponse response) {
            return response.opensList() || isAnnounced(response);
        }

        @Override
        boolean isEndedBy(ManagerEvent event, ManagerResponse response) {
            return closesList(event.headers())
                    || !response.opensList()
                            && event.name().toLowerCase(Locale.ROOT).endsWith("complete");
        }
    },
    /** One event, announced in words; {@code DBGet} makes a list of it in later versions. */
    SINGLE_EVENT {
        @Override
        boolean isFollowedByEvents(ManagerResponse response) {
            return response.opensList() || isAnnounced(response);
        }

        @Override
        boolean isEndedBy(ManagerEvent event, ManagerResponse response) {
            return closesList(event.headers()) || !response.opensList();
        }
    },
    /** When the call was answered or failed an {@code OriginateResponse}, which is broadcast. */
    ORIGINATE {
        @Override
        boolean isFollowedByEvents(ManagerResponse response) {
            return response.isSuccess();
        }

        @Override
        boolean isEndedBy(ManagerEvent event, ManagerResponse response) {
            return true;
        }
    };

    private static final Set<String> SINGLE_EVENTS = Set.of("dbget", "faxsession", "faxstats");

    private static final Set<String> OLD_LISTS = Set.of(
            "agents",
            "confbridgelist",
            "confbridgelistrooms",
            "coreshowchannels",
            "dahdishowchannels",
            "iaxpeerlist",
            "iaxpeers",
            "iaxregistry",
            "meetmelist",
            "parkedcalls",
            "queuestatus",
            "queuesummary",
            "showdialplan",
            "sippeers",
            "sipshowregistry",
            "status",
            "voicemailuserslist");

    /** What follows the response to this action. */
    static AnswerShape of(ManagerAction action) {
        String name = action.name().toLowerCase(Locale.ROOT);
        if (SINGLE_EVENTS.contains(name)) {
            return SINGLE_EVENT;
        }
        return OLD_LISTS.contains(name) ? OLD_LIST : LIST;
    }

    /** Whether this response is not the end of the answer. */
    abstract boolean isFollowedByEvents(ManagerResponse response);

    /** Whether this event, one of those that followed the response, is the end. */
    abstract boolean isEndedBy(ManagerEvent event, ManagerResponse response);

    static boolean closesList(Headers event) {
        return "Complete".equalsIgnoreCase(event.get("EventList"));
    }

    private static boolean isAnnounced(ManagerResponse response) {
        return response.isSuccess()
                && response.get("EventList") == null
                && response.message().contains("will follow");
    }
}
