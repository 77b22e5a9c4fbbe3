package io.jackfield.camel.ajam;

import io.jackfield.camel.manager.ManagerComponent;
import io.jackfield.camel.manager.ManagerEndpoint;
import org.apache.camel.spi.annotations.Component;

/** The scheme {@code ajam}. */
@Component("ajam")
public class AjamComponent extends ManagerComponent {

    public AjamComponent() {
        super("ajam");
    }

    @Override
    protected ManagerEndpoint newEndpoint(String uri) {
        return new AjamEndpoint(uri, this);
    }
}
