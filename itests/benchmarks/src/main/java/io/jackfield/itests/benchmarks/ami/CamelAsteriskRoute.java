package io.jackfield.itests.benchmarks.ami;

import io.jackfield.itests.benchmarks.pbx.FakePbx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel route that begins with scheme asterisk, which is camel-asterisk's. */
final class CamelAsteriskRoute implements Client {

    private static final int ONLY_PORT_IT_KNOWS = 5038;
    private static final int ADDRESSES = 250;

    @Override
    public String name() {
        return "asterisk: route";
    }

    /** A PBX where camel-asterisk can find one: on the manager's usual port, at a loopback address where that is free. */
    static FakePbx pbx() throws IOException {
        for (int last = 1; last <= ADDRESSES; last++) {
            try {
                return new FakePbx(new InetSocketAddress("127.50.38." + last, ONLY_PORT_IT_KNOWS));
            } catch (BindException taken) {
                // The next one may be free.
            }
        }
        throw new BindException("port 5038 is taken at all of 127.50.38.1 to 127.50.38." + ADDRESSES);
    }

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        AtomicLong events = new AtomicLong();
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("asterisk:benchmark?username=benchmark&password=benchmark&hostname=" + pbx.getHostString())
                        .process(exchange -> {
                            if (AsteriskJavaClient.wasSent(exchange.getMessage().getBody())) {
                                events.incrementAndGet();
                            }
                        });
            }
        });
        context.start();
        return new RouteLogin(context, events);
    }
}
