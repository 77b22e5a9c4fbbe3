package io.jackfield.camel.routes.internal.parts;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

public class EchoEndpoint extends DefaultEndpoint {
    private final String what;

    public EchoEndpoint(String uri, EchoComponent component, String what) {
        super(uri, component);
        this.what = what;
    }

    @Override
    public Producer createProducer() {
        return new EchoProducer(this, what);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new EchoConsumer(this, processor);
    }
}
