package io.jackfield.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jackfield.manager.ConnectionState;
import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.ManagerEvent;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import io.jackfield.simulator.Call;
import io.jackfield.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorRoundTripTest {

    private final Simulator pbx = Simulator.builder().user("jack", "hunter2").start();
    private final AmiConnectionFactory factory = new AmiConnectionFactory();
    private final List<StreamItem> received = new CopyOnWriteArrayList<>();
    private final ManagerConnection connection = factory.create(
            "pbx1",
            Map.of(
                    "host", pbx.host(),
                    "port", pbx.amiPort(),
                    "username", "jack",
                    "secret", "hunter2",
                    "pingInterval", "500ms",
                    "pingTimeout", "2s"));

    @AfterEach
    void stop() {
        factory.close();
        pbx.close();
    }

    @Test
    void aCallIsSeenInItsEventsAndInTheListOfChannels() throws Exception {
        Subscription subscription = subscribe("Newchannel,Hangup");
        Call call = pbx.call("1001", "2001");
        await().until(() -> names().contains("Newchannel"));
        EventList channels =
                connection.collect(ManagerAction.of("CoreShowChannels")).get(5, TimeUnit.SECONDS);
        call.hangup();
        await().until(() -> names().contains("Hangup"));

        ManagerEvent event = (ManagerEvent) received.get(1);
        String channel = event.channel().orElseThrow().name();
        assertThat(channels.items()).extracting(item -> item.get("Channel")).contains(channel);
        assertThat(subscription.stats().filtered()).isPositive();
        assertThat(subscription.stats().isBalanced()).isTrue();
    }

    @Test
    void aPbxThatDiesAndBootsIsOneGapInTheStream() {
        subscribe("UserEvent");
        pbx.event("UserEvent", Map.of("UserEvent", "before"));
        await().until(() -> received.size() == 2);
        pbx.kill();
        await().until(() -> connection.state() instanceof ConnectionState.Down);
        pbx.boot();
        await().until(() -> received.size() == 3);
        pbx.event("UserEvent", Map.of("UserEvent", "after"));
        await().until(() -> received.size() == 4);

        assertThat(names()).containsExactly("START", "UserEvent", "LOST", "UserEvent");
    }

    @Test
    void aPbxThatHangsIsNoticedByItsPings() {
        await().until(() -> connection.state().isUp());
        pbx.stopAnswering();
        await().until(() -> !connection.state().isUp());
        pbx.resumeAnswering();
        await().until(() -> connection.state().isUp());

        assertThat(connection.stats().logins()).isGreaterThan(1);
    }

    private Subscription subscribe(String events) {
        Subscription subscription = connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named(events)), StreamListener.of(received::add));
        await().until(() -> received.size() == 1);
        return subscription;
    }

    private List<String> names() {
        return received.stream()
                .map(item -> item instanceof ManagerEvent event
                        ? event.name()
                        : ((EventGap) item).kind().name())
                .toList();
    }
}
