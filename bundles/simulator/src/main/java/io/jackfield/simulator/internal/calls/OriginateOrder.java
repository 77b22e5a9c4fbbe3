package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Party;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants to be originated.
 *
 * @param target who is called: {@code Technology/number}
 * @param application what is run then, or "" for an extension
 * @param variables in the order in which they are set
 * @param channelId the Uniqueid the channel is to have, or ""
 * @param otherChannelId the same for the second half of a Local channel
 */
public record OriginateOrder(
        String target,
        String application,
        String data,
        String context,
        String exten,
        int priority,
        Duration timeout,
        Party caller,
        String accountCode,
        List<Map.Entry<String, String>> variables,
        String channelId,
        String otherChannelId) {}
