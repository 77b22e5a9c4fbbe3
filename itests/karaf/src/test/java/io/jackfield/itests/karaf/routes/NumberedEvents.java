package io.jackfield.itests.karaf.routes;

import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.FrameworkUtil;

/** Writes the witness's events into the diary {@code bundle-route}, with the version of its bundle in front. */
public final class NumberedEvents extends RouteBuilder {
    @Override
    public void configure() {
        String version = FrameworkUtil.getBundle(getClass()).getVersion().toString();
        from("ami:pbx1?events=UserEvent&where=UserEvent=Numbered")
                .setBody(simple(version + " ${body}"))
                .to("bean:bundle-route?method=add");
    }
}
