package io.jackfield.manager;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** An event as received by one login. */
public final class ManagerEvent extends ManagerMessage implements StreamItem {

    private final Origin origin;
    private final long sequence;

    public ManagerEvent(Headers headers, Origin origin, long sequence) {
        super(headers);
        this.origin = origin;
        this.sequence = sequence;
    }

    /** The event's name, for example {@code Newchannel}. */
    public String name() {
        return headers().value(0);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    /**
     * Position among all event frames of the epoch, starting at 1 and counted before any filter: holes are normal,
     * only an {@link EventGap} says that something was lost.
     */
    public long sequence() {
        return sequence;
    }

    /** The channel this event is about, if it carries one. */
    public Optional<ChannelSnapshot> channel() {
        return channel("");
    }

    /** The channel in another role, for example {@code Dest} or {@code LocalOne}: headers with that prefix. */
    public Optional<ChannelSnapshot> channel(String role) {
        return ChannelSnapshot.of(headers(), role);
    }

    /**
     * A key for the same event seen by several logins of one PBX: they receive the same bytes. Needs
     * {@code timestampevents=yes} on the PBX, else equal events at different times share a key.
     */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(headers().toBytes());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
