package io.jackfield.simulator.internal.calls;

import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.ChannelId;
import io.jackfield.simulator.internal.pbx.Pbx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Where everything that can take part in a call is found: telephones, extensions, queues, and who plans to do what. */
public final class Switchboard {

    private final Pbx pbx;
    private final CallSettings settings;
    private final Random random;
    private final Dialplan dialplan = new Dialplan();
    private final Conferences conferences;
    private final ParkingLot parking;
    private final Applications applications = new Applications();
    private final Map<String, Phone> phones = new LinkedHashMap<>();
    private final Map<String, CallQueue> queues = new LinkedHashMap<>();
    private final List<String> queueExtensions = new ArrayList<>();
    private final Map<ChannelId, CallPlan> plans = new HashMap<>();
    private final CallPlan defaultPlan = new DefaultPlan(this);

    public Switchboard(Pbx pbx, CallSettings settings, Random random) {
        this.pbx = pbx;
        this.settings = settings;
        this.random = random;
        conferences = new Conferences(pbx);
        parking = new ParkingLot(pbx, dialplan);
        pbx.calls().watch(plans::remove);
    }

    /** Connects a telephone, or replaces it, and gives it the extension of its number. */
    public void connect(Phone phone, Duration ringTimeout) {
        phones.put(phone.number(), phone);
        pbx.devices().add(phone.device());
        dialplan.extension(
                Dialplan.INTERNAL,
                phone.number(),
                List.of("Dial(" + phone.device() + "," + ringTimeout.toSeconds() + ")"));
    }

    public void addQueue(String name, String exten, List<String> numbers) {
        CallQueue queue = new CallQueue(pbx, name);
        for (String number : numbers) {
            Phone phone = phone(number)
                    .orElseThrow(() -> new IllegalStateException("Queue " + name + " is to be served by telephone "
                            + number + ", which does not exist: add it with phone(number, name)"));
            queue.add(new QueueMember(name, "static", phone.name(), phone.device(), 0, pbx.now()));
        }
        queues.put(name, queue);
        pbx.devices().add("Queue:" + name);
        queueExtensions.add(exten);
        dialplan.extension(Dialplan.INTERNAL, exten, List.of("Answer", "Queue(" + name + ",,,,30)"));
    }

    /** Somebody who may join a queue by an action. */
    public QueueMember newMember(CallQueue queue, String name, String device, int penalty) {
        return new QueueMember(queue.name(), "dynamic", name.isEmpty() ? device : name, device, penalty, pbx.now());
    }

    /** A telephone calls an extension. */
    PhoneCaller inbound(Phone phone, String exten, CallPlan plan) {
        PhoneCaller caller = new PhoneCaller(this, phone, exten);
        plans.put(caller.channel().linkedid(), plan);
        caller.call(new Execution(this, caller.channel()));
        return caller;
    }

    /** Makes a leg of an existing call to {@code Technology/number}; empty if there is no such thing. */
    Optional<Leg> leg(String target, ChannelId linkedid) {
        return leg(target, pbx.ids().channel(pbx.now()), linkedid, null);
    }

    /** Makes a leg with the ids it is to have; without one for the second half of a pair, one is made. */
    Optional<Leg> leg(String target, ChannelId uniqueid, ChannelId linkedid, ChannelId second) {
        int slash = target.indexOf('/');
        String technology = slash < 0 ? "" : target.substring(0, slash);
        String number = target.substring(slash + 1);
        if (technology.equalsIgnoreCase(Phone.TECHNOLOGY)) {
            return phone(number).map(phone -> new PhoneLeg(this, phone, uniqueid, linkedid));
        }
        if (technology.equalsIgnoreCase(LocalLeg.TECHNOLOGY)) {
            ChannelId other = second == null ? pbx.ids().channel(pbx.now()) : second;
            return Optional.of(new LocalLeg(this, number, uniqueid, other, linkedid));
        }
        return Optional.empty();
    }

    /** Takes a channel out of what it does, for something else; empty if it cannot be had now, or was held up by just that. */
    Optional<Execution> takeOver(Channel channel) {
        if (!channel.release() || channel.isGone()) {
            return Optional.empty();
        }
        return Optional.of(
                channel.controller() instanceof Execution execution ? execution : new Execution(this, channel));
    }

    /**
     * Parks a channel, whatever it does.
     *
     * @param parker the device that is told if nobody fetches it
     * @return false if it cannot be had now
     */
    public boolean park(Channel channel, String parker) {
        Optional<Execution> execution = takeOver(channel);
        execution.ifPresent(parked -> {
            channel.application("Park", ParkingLot.NAME);
            if (!parking.park(parked, parker)) {
                parked.goOn();
            }
        });
        return execution.isPresent();
    }

    CallPlan planOf(Channel channel) {
        return plans.getOrDefault(channel.linkedid(), defaultPlan);
    }

    Duration talkTime() {
        long spread = settings.maxTalk().minus(settings.minTalk()).toMillis();
        return settings.minTalk().plusMillis(spread == 0 ? 0 : random.nextLong(spread + 1));
    }

    /** After a restart of the PBX nobody is on a call any more. */
    public void restart() {
        plans.clear();
        conferences.restart();
        parking.restart();
        queues.values().forEach(CallQueue::restart);
    }

    public Optional<Phone> phone(String number) {
        return Optional.ofNullable(phones.get(number));
    }

    public List<Phone> phones() {
        return new ArrayList<>(phones.values());
    }

    public Optional<CallQueue> queue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    public Collection<CallQueue> queues() {
        return queues.values();
    }

    List<String> queueExtensions() {
        return queueExtensions;
    }

    public Conferences conferences() {
        return conferences;
    }

    public ParkingLot parking() {
        return parking;
    }

    public Pbx pbx() {
        return pbx;
    }

    CallSettings settings() {
        return settings;
    }

    Random random() {
        return random;
    }

    public Dialplan dialplan() {
        return dialplan;
    }

    public Applications applications() {
        return applications;
    }
}
