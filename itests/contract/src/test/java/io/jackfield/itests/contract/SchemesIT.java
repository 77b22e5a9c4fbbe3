package io.jackfield.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.itests.contract.Pbx.Users;
import io.jackfield.manager.EventGap;
import io.jackfield.manager.EventList;
import io.jackfield.manager.ManagerMessage;
import io.jackfield.manager.OriginateResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The same routes with the one scheme and with the other, at the same PBX at the same time. */
class SchemesIT {
    /** Each login has an epoch and counts of its own. */
    private static final Set<String> OF_THE_LOGIN = Set.of(ManagerConstants.EPOCH, ManagerConstants.SEQUENCE);

    private final Map<Transport, List<Message>> heard = new ConcurrentHashMap<>();

    @Scenario(over = Transport.AMI)
    void bothHearTheSame(Scene scene) throws Exception {
        Recording witness = scene.record("OriginateResponse,Newexten");
        scene.call("answer", 60);
        witness.await("OriginateResponse");
        witness.await("Newexten", "Channel=.*;2", "Application=Wait");
        CamelContext context = context(scene);
        for (Transport scheme : Transport.values()) {
            heard.put(scheme, new CopyOnWriteArrayList<>());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri(scheme, scene, "", "events=New*,Hangup,UserEvent&snapshot=channels"))
                            .process(exchange ->
                                    heard.get(scheme).add(exchange.getMessage().copy()));
                }
            });
            Scene.await("the first snapshot", () -> names(scheme).contains("SnapshotEnd"));
        }
        callAndSay(scene, "Before");
        // One that dies, not one that says so: see AmiOnly.SHUTDOWN.
        scene.pbx().kill();
        scene.pbx().start();
        for (Transport scheme : Transport.values()) {
            Scene.await(
                    "the next snapshot",
                    () -> names(scheme).lastIndexOf("SnapshotEnd")
                            > names(scheme).indexOf("SnapshotEnd"));
        }
        Scene.awaitUp(scene.admin());
        callAndSay(scene, "After");

        assertThat(told(Transport.AJAM)).isEqualTo(told(Transport.AMI));
    }

    private void callAndSay(Scene scene, String word) {
        Recording witness = scene.record("Hangup");
        scene.call("hangup", 0.1, "CallerID=\"Ada Brandt\" <100>");
        witness.await("Hangup", "Channel=.*;1");
        witness.await("Hangup", "Channel=.*;2");
        scene.send("UserEvent", "UserEvent=" + word);
        for (Transport scheme : Transport.values()) {
            Scene.await(word, () -> told(scheme).stream().anyMatch(line -> line.contains("UserEvent: " + word)));
        }
    }

    @Scenario(over = Transport.AMI)
    void bothAnswerTheSame(Scene scene) {
        CamelContext context = context(scene);
        for (String step : List.of(
                "Nonsense?failOnError=false",
                "Getvar?arg.Variable=NONE",
                "Setvar?arg.Variable=V&arg.Value=${header.value}",
                "QueueStatus?arg.Queue=" + Dialplan.QUEUE,
                "CoreShowChannels?",
                "Originate?arg.Channel=Local/busy@contract/n&arg.Application=Wait&await=ORIGINATED&failOnError=false")) {
            List<String> answers = new ArrayList<>();
            for (Transport scheme : Transport.values()) {
                String[] parts = step.split("\\?", 2);
                Exchange exchange = context.createProducerTemplate()
                        .request(
                                uri(scheme, scene, "/" + parts[0], parts.length > 1 ? parts[1] : ""),
                                asked -> asked.getMessage().setHeader("value", "a, \"b\" & c=d"));
                assertThat(exchange.getException()).as(step).isNull();
                answers.add(describe(exchange.getMessage()).replaceAll("Timestamp: .*", ""));
            }
            assertThat(answers.get(1)).as(step).isEqualTo(answers.get(0));
        }
    }

    /** Is stopped with the scene. */
    private static CamelContext context(Scene scene) {
        CamelContext context = new DefaultCamelContext();
        scene.keep((AutoCloseable) context::stop);
        context.start();
        return context;
    }

    private static String uri(Transport scheme, Scene scene, String path, String options) {
        return scheme + ":pbx" + path + "?host=" + scene.pbx().host() + "&port=" + scheme.port(scene.pbx())
                + "&username=" + Users.ADMIN.name() + "&secret=RAW(" + Users.ADMIN.secret() + ")"
                + "&connection.permit=Originate&connection.connect=demand"
                + (options.isEmpty() ? "" : "&" + options);
    }

    private List<Object> names(Transport scheme) {
        return heard.get(scheme).stream()
                .map(message -> message.getHeader(ManagerConstants.EVENT_NAME))
                .toList();
    }

    private List<String> told(Transport scheme) {
        return heard.get(scheme).stream().map(SchemesIT::describe).toList();
    }

    /** All that a route can see of a message, but for what each login has of its own and what changes with the time. */
    private static String describe(Message message) {
        Map<String, Object> headers = new HashMap<>(message.getHeaders());
        headers.keySet().removeAll(OF_THE_LOGIN);
        return headers + "\n" + describe(message.getBody());
    }

    private static String describe(Object body) {
        if (body instanceof EventGap gap) {
            return gap.kind().toString();
        }
        if (body instanceof ManagerMessage message) {
            return message.toString().replaceAll("ActionID: .*|Duration: .*", "");
        }
        if (body instanceof EventList list) {
            return Stream.of(Stream.of(list.response()), list.items().stream(), list.complete().stream())
                    .flatMap(part -> part)
                    .map(SchemesIT::describe)
                    .collect(Collectors.joining("\n"));
        }
        if (body instanceof OriginateResult result) {
            return result.isSuccess() + " " + result.reasonText();
        }
        return body.getClass().getSimpleName();
    }
}
