package io.jackfield.ajam;

import static io.jackfield.ajam.FakeAjam.userEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.manager.EventFilter;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.ManagerAction;
import io.jackfield.manager.ManagerConnection;
import io.jackfield.manager.StreamItem;
import io.jackfield.manager.StreamListener;
import io.jackfield.manager.Subscription;
import io.jackfield.manager.SubscriptionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come by other requests than answers: their order, their loss and their price. */
class AjamEventsTest extends AjamScene {

    private static final SubscriptionOptions USER_EVENTS =
            SubscriptionOptions.of(EventFilter.all().named("UserEvent"));

    @Test
    void oneSessionHasOnePollAtATime() {
        subscribed(up());
        for (int i = 0; i < 20; i++) {
            pbx.event("user", userEvent("e" + i));
            int wanted = i + 2;
            await().until(() -> received.size() == wanted);
            assertThat(pbx.pollsUnderWay.get()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aSecondSubscriptionWidensTheMaskAndBeginsWithoutAHole() {
        ManagerConnection connection = up();
        subscribe(connection, USER_EVENTS);
        await().until(() -> received.size() == 1 && pbx.pollsUnderWay.get() == 1);
        assertThat(pbx.requests("Events").get(0).get("EventMask")).doesNotContain("call");

        List<StreamItem> second = new CopyOnWriteArrayList<>();
        connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named("UserEvent,Hangup")), StreamListener.of(second::add));
        await().until(() -> !second.isEmpty());
        pbx.event("call", "Event: Hangup\r\nPrivilege: call,all\r\n\r\n");
        pbx.event("user", userEvent("after"));
        await().until(() -> second.size() == 3 && names().contains("after"));

        assertThat(second.stream().map(AjamScene::name)).containsExactly("START", "Hangup", "after");
        assertThat(names()).containsExactly("START", "after");
    }

    /** The mask is wider at the PBX, but its answer is still on its way: a call whose beginning was not sent is not begun with. */
    @Test
    void whatWasRecordedBeforeTheMaskWasWidenedIsNotBehindTheBeginning() {
        ManagerConnection connection = up();
        subscribe(connection, USER_EVENTS);
        await().until(() -> received.size() == 1 && pbx.pollsUnderWay.get() == 1);
        pbx.faults.put("Events", (exchange, request) -> {
            pbx.event("user", userEvent("before"));
            return false;
        });
        List<StreamItem> second = new CopyOnWriteArrayList<>();
        connection.subscribe(
                SubscriptionOptions.of(EventFilter.all().named("UserEvent,Hangup")), StreamListener.of(second::add));
        await().until(() -> !second.isEmpty());
        pbx.event("user", userEvent("after"));
        await().until(() -> second.size() >= 2 && names().contains("after"));

        assertThat(second.stream().map(AjamScene::name)).containsExactly("START", "after");
        assertThat(names()).containsExactly("START", "before", "after");
    }

    @Test
    void eventsThatMayBeNewerThanAListWaitForIt() {
        ManagerConnection connection = up();
        CountDownLatch answer = new CountDownLatch(1);
        pbx.faults.put("CoreShowChannels", (exchange, request) -> {
            pbx.event("user", userEvent("newer"));
            pass(answer);
            return false;
        });
        Subscription subscription = subscribe(
                connection,
                SubscriptionOptions.of(EventFilter.all()).withSnapshot(List.of(ManagerAction.of("CoreShowChannels"))));
        await().until(() -> pbx.requests("CoreShowChannels").size() == 1);
        await().until(() -> pbx.pollsUnderWay.get() == 0);
        assertThat(names()).containsExactly("START");
        answer.countDown();
        await().until(() -> received.size() == 5);

        assertThat(names()).containsExactly("START", "{", "CoreShowChannel", "}", "newer");
        assertThat(subscription.stats().offered()).isEqualTo(1);
    }

    @Test
    void aPbxThatSaysNothingToEventsIsTakenAtItsWord() {
        ManagerConnection connection = up();
        pbx.faults.put("Events", (exchange, request) -> {
            pbx.faults.remove("Events");
            pbx.answer(exchange, "");
            return true;
        });
        subscribe(connection, SubscriptionOptions.of(EventFilter.all()));

        await().until(() -> received.size() == 1);
        assertThat(names()).containsExactly("START");
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void anEventThatNobodyWantsDoesNotMakeItPollWithoutABreath() {
        ManagerConnection connection = up(Map.of("pollInterval", "200ms"));
        subscribe(connection, USER_EVENTS);
        await().until(() -> received.size() == 1 && pbx.pollsUnderWay.get() == 1);
        int before = pbx.requests("WaitEvent").size();
        long begin = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            pbx.event("dtmf", "");
            return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1);
        });

        assertThat(pbx.requests("WaitEvent").size() - before).isBetween(2, 7);
        assertThat(connection.state().isUp()).isTrue();
    }

    @Test
    void aPbxWhoseWaitEventDoesNotWaitIsNotAskedWithoutABreath() {
        pbx.httpTimeout = 10;
        subscribed(up(Map.of("pollInterval", "100ms", "pingInterval", "1h")), 0);
        long begin = System.nanoTime();
        int before = pbx.requests("WaitEvent").size();
        await().until(() -> System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1));

        assertThat(pbx.requests("WaitEvent").size() - before).isBetween(3, 12);
    }

    private void subscribed(ManagerConnection connection, int polls) {
        subscribe(connection, SubscriptionOptions.of(EventFilter.all()));
        await().until(() -> !received.isEmpty() && pbx.requests("WaitEvent").size() >= polls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hangup", "cut", "cut in the middle", "html", "504", "empty"})
    void anAnswerToWaitEventThatIsLostIsAGapAndANewLogin(String how) {
        ManagerConnection connection = up();
        Subscription subscription = subscribed(connection);
        pbx.faults.put("WaitEvent", (exchange, request) -> {
            pbx.faults.remove("WaitEvent");
            lose(how, exchange);
            return true;
        });
        pbx.event("user", userEvent("first"));
        await().until(() -> received.size() >= 3 && pbx.pollsUnderWay.get() == 1);
        pbx.event("user", userEvent("second"));
        await().until(() -> names().contains("second"));

        assertThat(names()).containsExactly("START", "first", "LOST", "second");
        EventGap gap = (EventGap) received.get(2);
        assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
        assertThat(pbx.requests("Login")).hasSize(2);
        await().until(() -> pbx.sessions() == 1);
        await().until(() ->
                subscription.stats().completed() == subscription.stats().offered());
        assertThat(connection.stats().logins()).isEqualTo(2);
    }

    private void lose(String how, com.sun.net.httpserver.HttpExchange exchange) throws java.io.IOException {
        switch (how) {
            case "cut" -> {
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, 500);
                exchange.getResponseBody()
                        .write("Response: Success\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case "cut in the middle" -> pbx.answer(exchange, "Response: Success\r\n\r\n" + userEvent("half"));
            case "html" -> FakeAjam.respond(exchange, 200, "text/html", "<html>Welcome to the proxy</html>");
            case "504" -> FakeAjam.respond(exchange, 504, "text/html", "<html>Gateway Timeout</html>");
            case "empty" -> pbx.answer(exchange, "");
            default -> exchange.close();
        }
    }
}
