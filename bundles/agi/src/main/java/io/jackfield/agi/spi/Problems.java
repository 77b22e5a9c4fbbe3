package io.jackfield.agi.spi;

import io.jackfield.agi.AgiCommandException;
import io.jackfield.agi.AgiConnectionException;
import io.jackfield.agi.AgiEnd;
import io.jackfield.agi.AgiException;
import io.jackfield.agi.AgiHangupException;
import io.jackfield.agi.AgiNoSessionException;
import io.jackfield.agi.AgiReply;
import io.jackfield.agi.AgiTimeoutException;
import io.jackfield.agi.DeadChannelException;
import java.time.Duration;

/** What the commands of one session fail with. */
record Problems(String channel) {

    AgiException hungUp(PendingCommand pending) {
        return new AgiHangupException(channel, pending.command);
    }

    AgiException timedOut(PendingCommand pending, Duration timeout) {
        return new AgiTimeoutException(channel, pending.command, timeout);
    }

    /** A session that is lost after a hangup was cut by that. */
    AgiException lost(PendingCommand pending, boolean hungUp, String reason) {
        return hungUp ? hungUp(pending) : new AgiConnectionException(channel, pending.command, pending.written, reason);
    }

    AgiException ended(PendingCommand pending, AgiEnd end) {
        return switch (end) {
            case HANGUP -> hungUp(pending);
            case LOST, BROKEN -> lost(pending, false, "the session is " + end);
            default ->
                new AgiNoSessionException(
                        channel + ": " + pending.command + " is not done, the session has ended: " + end);
        };
    }

    /** @param hangupKnown whether Asterisk had said so before this reply */
    AgiException refused(PendingCommand pending, AgiReply reply, boolean hangupKnown) {
        if (reply.code() != 511) {
            return new AgiCommandException(channel, pending.command, reply);
        }
        return hangupKnown ? hungUp(pending) : new DeadChannelException(channel, pending.command);
    }

    AgiException cut(PendingCommand pending, AgiReply reply) {
        return new AgiCommandException(
                channel,
                pending.command,
                reply,
                "Asterisk cut the value to what AsyncAGI carries; get it in slices such as ${NAME:0:600}");
    }
}
