package io.jackfield.camel.routes.internal.parts;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

public class EchoProducer extends DefaultProducer {
    private final String what;

    public EchoProducer(EchoEndpoint endpoint, String what) {
        super(endpoint);
        this.what = what;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        if (what.equals("slow")) {
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        }
        exchange.getMessage().setBody("echo of " + exchange.getMessage().getBody());
    }
}
