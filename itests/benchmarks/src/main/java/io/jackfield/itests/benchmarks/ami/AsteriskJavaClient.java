package io.jackfield.itests.benchmarks.ami;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.event.BridgeEvent;
import org.asteriskjava.manager.event.ConnectEvent;
import org.asteriskjava.manager.event.DialEvent;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.MeetMeJoinEvent;
import org.asteriskjava.manager.event.MeetMeLeaveEvent;

/** asterisk-java's connection with one listener. */
final class AsteriskJavaClient implements Client {

    private static final Set<Class<?>> MADE_UP = Set.of(
            ConnectEvent.class,
            DisconnectEvent.class,
            BridgeEvent.class,
            DialEvent.class,
            MeetMeJoinEvent.class,
            MeetMeLeaveEvent.class);

    /** Whether the PBX sent this: asterisk-java adds events of its own, some for the sake of older programs. */
    static boolean wasSent(Object event) {
        return !MADE_UP.contains(event.getClass());
    }

    @Override
    public String name() {
        return "asterisk-java";
    }

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        DefaultManagerConnection connection =
                new DefaultManagerConnection(pbx.getHostString(), pbx.getPort(), "benchmark", "benchmark");
        AtomicLong events = new AtomicLong();
        connection.addEventListener(event -> {
            if (wasSent(event)) {
                events.incrementAndGet();
            }
        });
        connection.login();
        return new Login() {
            @Override
            public long events() {
                return events.get();
            }

            @Override
            public void close() {
                connection.logoff();
            }
        };
    }
}
