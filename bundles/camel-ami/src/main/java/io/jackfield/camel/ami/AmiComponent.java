package io.jackfield.camel.ami;

import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.camel.manager.ManagerEndpoint;
import org.apache.camel.spi.annotations.Component;

/** The scheme {@code ami}. */
@Component("ami")
public class AmiComponent extends ManagerComponent {

    public AmiComponent() {
        super("ami");
    }

    @Override
    protected ManagerEndpoint newEndpoint(String uri) {
        return new AmiEndpoint(uri, this);
    }
}
