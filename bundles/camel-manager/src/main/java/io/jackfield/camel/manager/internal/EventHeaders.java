package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.SnapshotEnd;
import io.jackfield.manager.SnapshotStart;
import io.jackfield.manager.StreamItem;
import org.apache.camel.Message;

/** Body and headers of the exchange that carries a stream item. What the PBX sent never names a header. */
final class EventHeaders {

    private EventHeaders() {}

    /** @param snapshot the list action that the event is an item of, or null */
    static void fill(Message message, StreamItem item, String snapshot) {
        message.setBody(item);
        message.setHeader(ManagerConstants.CONNECTION, item.origin().connection());
        message.setHeader(ManagerConstants.EPOCH, item.origin().epoch());
        setUnlessNull(message, ManagerConstants.SNAPSHOT, snapshot);
        if (item instanceof ManagerEvent event) {
            message.setHeader(ManagerConstants.EVENT_NAME, event.name());
            message.setHeader(ManagerConstants.SEQUENCE, event.sequence());
            setUnlessNull(message, ManagerConstants.UNIQUEID, event.get("Uniqueid"));
            setUnlessNull(message, ManagerConstants.LINKEDID, event.get("Linkedid"));
        } else if (item instanceof EventGap gap) {
            message.setHeader(ManagerConstants.EVENT_NAME, EventGap.NAME);
            message.setHeader(ManagerConstants.GAP_KIND, gap.kind());
            gap.count().ifPresent(count -> message.setHeader(ManagerConstants.GAP_COUNT, count));
        } else if (item instanceof SnapshotStart) {
            message.setHeader(ManagerConstants.EVENT_NAME, SnapshotStart.NAME);
        } else if (item instanceof SnapshotEnd end) {
            message.setHeader(ManagerConstants.EVENT_NAME, SnapshotEnd.NAME);
            message.setHeader(ManagerConstants.SNAPSHOT, end.action());
            message.setHeader(ManagerConstants.SNAPSHOT_ITEMS, end.items());
            end.incomplete().ifPresent(why -> message.setHeader(ManagerConstants.SNAPSHOT_INCOMPLETE, why));
        }
    }

    private static void setUnlessNull(Message message, String header, String value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
