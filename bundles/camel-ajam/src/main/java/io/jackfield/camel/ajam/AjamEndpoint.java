package io.jackfield.camel.ajam;

import io.jackfield.camel.manager.ManagerConstants;
import io.jackfield.camel.manager.ManagerEndpoint;
import org.apache.camel.Category;
import org.apache.camel.spi.UriEndpoint;

/**
 * Consume events of an Asterisk PBX and send actions to it over its manager interface over HTTP (AJAM).
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "ajam",
        title = "Asterisk AJAM",
        syntax = "ajam:name/action",
        category = {Category.NETWORKING, Category.MESSAGING},
        headersClass = ManagerConstants.class)
public class AjamEndpoint extends ManagerEndpoint {

    public AjamEndpoint(String uri, AjamComponent component) {
        super(uri, component);
    }
}
