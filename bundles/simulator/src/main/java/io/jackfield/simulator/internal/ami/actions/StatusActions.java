package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.EventList;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.Variables;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.jackfield.simulator.internal.pbx.Times;
import io.jackfield.simulator.internal.wire.Block;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The lists of channels. */
public final class StatusActions {

    private final Pbx pbx;

    public StatusActions(Pbx pbx) {
        this.pbx = pbx;
    }

    public void addTo(ActionTable table) {
        table.add(
                "CoreShowChannels",
                "List currently active channels.",
                this::coreShowChannels,
                EventClass.SYSTEM,
                EventClass.REPORTING);
        table.add(
                "Status",
                "List channel status.",
                this::status,
                EventClass.SYSTEM,
                EventClass.CALL,
                EventClass.REPORTING);
    }

    private void coreShowChannels(Request request) {
        EventList list = request.list("Channels will follow");
        for (Channel channel : pbx.channels()) {
            list.send(list.item("CoreShowChannel")
                    .headers(Descriptions.of(pbx, channel))
                    .header("Application", channel.application())
                    .header("ApplicationData", channel.applicationData())
                    .header("Duration", Times.clock(age(channel)))
                    .header("BridgeId", bridgeOf(channel)));
        }
        list.complete("CoreShowChannelsComplete");
    }

    private void status(Request request) {
        Collection<Channel> channels = pbx.channels();
        if (!request.header("Channel").isEmpty()) {
            Optional<Channel> channel = pbx.channel(request.header("Channel"));
            if (channel.isEmpty()) {
                request.error("No such channel");
                return;
            }
            channels = List.of(channel.get());
        }
        EventList list = request.list("Channel status will follow");
        for (Channel channel : channels) {
            list.sendIdLast(withVariables(status(channel), channel, request));
        }
        list.complete(list.end("StatusComplete").header("Items", list.size()));
    }

    private Block status(Channel channel) {
        return Block.event("Status")
                .header("Privilege", "Call")
                .headers(Descriptions.of(pbx, channel))
                .header("Type", channel.technology().type())
                .header("DNID", channel.dialled())
                .header("EffectiveConnectedLineNum", channel.connected().shownNumber())
                .header("EffectiveConnectedLineName", channel.connected().shownName())
                .header("TimeToHangup", 0)
                .header("BridgeID", bridgeOf(channel))
                .header("Application", channel.application())
                .header("Data", channel.applicationData())
                .header("Nativeformats", "(" + channel.technology().format() + ")")
                .header("Readformat", channel.technology().format())
                .header("Readtrans", "")
                .header("Writeformat", channel.technology().format())
                .header("Writetrans", "")
                .header("Callgroup", 0)
                .header("Pickupgroup", 0)
                .header("Seconds", age(channel).toSeconds());
    }

    private Block withVariables(Block item, Channel channel, Request request) {
        if (request.isTrue("AllVariables")) {
            channel.variables().newestFirst().forEach(name -> variable(item, name, channel.variable(name)));
        } else if (!request.header("Variables").isEmpty()) {
            for (String name : request.header("Variables").split(",")) {
                String value = Variables.value(pbx, channel, name);
                variable(item, name, value == null ? "(null)" : value);
            }
        }
        return item;
    }

    private static void variable(Block item, String name, String value) {
        item.header("Variable", name + "=" + value);
    }

    private Duration age(Channel channel) {
        return Duration.between(channel.created(), pbx.now());
    }

    private static String bridgeOf(Channel channel) {
        return channel.bridge() == null ? "" : channel.bridge().uniqueid();
    }
}
