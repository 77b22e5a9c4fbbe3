package io.jackfield.camel.routes.internal.parts;

import java.io.IOException;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Never starts. */
public class EchoConsumer extends DefaultConsumer {

    public EchoConsumer(EchoEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        throw new IOException("nobody answers");
    }
}
