package io.jackfield.camel.manager.internal;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.Origin;
import io.jackfield.manager.StreamItem;
import org.apache.camel.Message;

/** Body and headers of the exchange that carries a stream item. What the PBX sent never names a header. */
final class EventHeaders {

    private EventHeaders() {}

    static void fill(Message message, StreamItem item) {
        message.setBody(item);
        if (item instanceof ManagerEvent event) {
            message.setHeader(ManagerConstants.EVENT_NAME, event.name());
            message.setHeader(ManagerConstants.SEQUENCE, event.sequence());
            setUnlessNull(message, ManagerConstants.UNIQUEID, event.get("Uniqueid"));
            setUnlessNull(message, ManagerConstants.LINKEDID, event.get("Linkedid"));
            origin(message, event.origin());
        } else if (item instanceof EventGap gap) {
            message.setHeader(ManagerConstants.EVENT_NAME, EventGap.NAME);
            message.setHeader(ManagerConstants.GAP_KIND, gap.kind());
            gap.count().ifPresent(count -> message.setHeader(ManagerConstants.GAP_COUNT, count));
            origin(message, gap.origin());
        }
    }

    private static void origin(Message message, Origin origin) {
        message.setHeader(ManagerConstants.CONNECTION, origin.connection());
        message.setHeader(ManagerConstants.EPOCH, origin.epoch());
    }

    private static void setUnlessNull(Message message, String header, String value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }
}
