package io.jackfield.manager.internal.stream;

import io.jackfield.manager.ManagerEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spreads events over lanes so that each channel's stay in order. A channel keeps the lane in which it was first seen, which
 * is that of its call if the call is known: the channels of one call share a lane. Asterisk gives all members of a bridge the
 * {@code Linkedid} of the oldest: when a channel first shows another call's, its lane waits until that call's lane has passed
 * this point. Events of no channel share one lane. Guarded by the queue it belongs to.
 */
final class Lanes {

    /** Where a channel's events go, and what has to be known to forget it at the right time. */
    private static final class Place {
        private final Lane lane;
        private String linkedid;
        private int pending;

        private Place(Lane lane) {
            this.lane = lane;
        }
    }

    private final Lane[] lanes;
    /** By Uniqueid and by Linkedid, which is the Uniqueid of a call's oldest channel; least recently used first. */
    private final Map<String, Place> places = new LinkedHashMap<>(16, 0.75f, true);

    private final int remembered;
    private int next;

    /** @param remembered how many channels are remembered at least after their last event has passed */
    Lanes(int count, int remembered) {
        this.lanes = new Lane[count];
        for (int i = 0; i < count; i++) {
            lanes[i] = new Lane();
        }
        this.remembered = remembered;
    }

    int count() {
        return lanes.length;
    }

    void add(ManagerEvent event) {
        String channel = lanes.length == 1 ? null : channel(event);
        if (channel == null) {
            lanes[0].add(event);
            return;
        }
        String linkedid = linkedid(event);
        Place place = places.get(channel);
        Place call = linkedid == null ? null : places.get(linkedid);
        if (place == null) {
            place = new Place(call == null ? lanes[next++ % lanes.length] : call.lane);
            places.put(channel, place);
        } else if (linkedid != null && !linkedid.equals(place.linkedid) && call != null && call.lane != place.lane) {
            place.lane.waitFor(call.lane);
        }
        if (linkedid != null) {
            place.linkedid = linkedid;
            if (call == null) {
                places.putIfAbsent(linkedid, new Place(place.lane));
            }
        }
        place.pending++;
        place.lane.add(event);
        forgetSurplus();
    }

    /** The event was delivered or shed. */
    void left(ManagerEvent event) {
        String channel = lanes.length == 1 ? null : channel(event);
        if (channel != null) {
            places.get(channel).pending--;
        }
    }

    /** The channel, or the dialled one of a call that the PBX itself began, or the call. */
    private static String channel(ManagerEvent event) {
        String uniqueid = event.get("Uniqueid");
        if (uniqueid == null) {
            uniqueid = event.get("DestUniqueid");
        }
        return uniqueid == null ? linkedid(event) : uniqueid;
    }

    private static String linkedid(ManagerEvent event) {
        String linkedid = event.get("Linkedid");
        return linkedid == null ? event.get("DestLinkedid") : linkedid;
    }

    /** A channel with an event on its way must not be forgotten: its next event could overtake. */
    private void forgetSurplus() {
        Iterator<Place> oldest = places.values().iterator();
        while (places.size() > remembered && oldest.hasNext()) {
            if (oldest.next().pending == 0) {
                oldest.remove();
            }
        }
    }

    /** A lane whose next event can start now, or null. */
    Lane ready() {
        for (Lane lane : lanes) {
            if (lane.isReady()) {
                return lane;
            }
        }
        return null;
    }

    /** Takes the oldest waiting event away; null if none waits. Within one login the sequence tells which is older. */
    ManagerEvent shedOldest() {
        Lane eldest = null;
        for (Lane lane : lanes) {
            ManagerEvent event = lane.oldest();
            if (event != null
                    && (eldest == null || event.sequence() < eldest.oldest().sequence())) {
                eldest = lane;
            }
        }
        if (eldest == null) {
            return null;
        }
        ManagerEvent shed = eldest.shed();
        left(shed);
        return shed;
    }
}
