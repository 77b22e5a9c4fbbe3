package io.jackfield.itests.karaf;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** The health of Camel contexts, as monitoring sees it. */
final class Health {
    private Health() {}

    /** What the checks of a context say, one line each: the state, and the message if there is one. */
    static List<String> of(String context) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> checks = new ArrayList<>();
        for (ObjectName name :
                server.queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=health,*"), null)) {
            TabularData details = (TabularData) server.invoke(name, "details", new Object[0], new String[0]);
            for (Object row : details.values()) {
                CompositeData check = (CompositeData) row;
                String message = (String) check.get("message");
                checks.add(check.get("state") + (message == null || message.isEmpty() ? "" : " " + message));
            }
        }
        return checks;
    }
}
