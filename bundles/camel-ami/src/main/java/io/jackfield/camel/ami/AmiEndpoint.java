package io.jackfield.camel.ami;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.camel.manager.ManagerEndpoint;
import org.apache.camel.Category;
import org.apache.camel.spi.UriEndpoint;

/**
 * Consume events of an Asterisk PBX and send actions to it over its manager interface (AMI).
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "ami",
        title = "Asterisk AMI",
        syntax = "ami:name/action",
        category = {Category.NETWORKING, Category.MESSAGING},
        headersClass = ManagerConstants.class)
public class AmiEndpoint extends ManagerEndpoint {

    public AmiEndpoint(String uri, AmiComponent component) {
        super(uri, component);
    }
}
