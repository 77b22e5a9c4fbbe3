package io.jackfield.itests.benchmarks.ami;

import io.jackfield.manager.ManagerEvent;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel route that begins with scheme ami. */
record JackfieldRoute(int queueSize) implements Client {

    @Override
    public String name() {
        return "ami: route";
    }

    @Override
    public Login login(InetSocketAddress pbx) throws Exception {
        AtomicLong events = new AtomicLong();
        CountDownLatch begun = new CountDownLatch(1);
        String uri = "ami:benchmark?host=" + pbx.getHostString() + "&port=" + pbx.getPort()
                + "&username=benchmark&secret=benchmark&queueSize=" + queueSize;
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    if (exchange.getMessage().getBody() instanceof ManagerEvent) {
                        events.incrementAndGet();
                    } else {
                        begun.countDown();
                    }
                });
            }
        });
        context.start();
        if (!begun.await(10, TimeUnit.SECONDS)) {
            context.stop();
            throw new TimeoutException("the route from ami: had no START within 10 s");
        }
        return new RouteLogin(context, events);
    }
}
