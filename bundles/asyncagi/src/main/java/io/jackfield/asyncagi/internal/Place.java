package io.jackfield.asyncagi.internal;

import io.jackfield.manager.ManagerEvent;

/** Where in the dialplan a channel was at an event. */
record Place(String context, String extension, String priority) {

    static Place of(ManagerEvent event) {
        return new Place(event.get("Context"), event.get("Exten"), event.get("Priority"));
    }

    /** Whether a hangup here is the one that ended the application at that place: else the dialplan went on in between. */
    boolean isHangupOf(Place end) {
        return equals(end) || "h".equals(extension);
    }
}
